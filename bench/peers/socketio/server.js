// The stack that Parley replaces, as small as it can be: one room, in memory, nothing stored, nobody asked who they are.
const { Server } = require(process.argv[2]);

const server = new Server(Number(process.env.PORT), { transports: ["websocket"], serveClient: false });
let seq = 0;

server.on("connection", (socket) => {
  socket.join("room");
  socket.on("message", ({ author, body, clientId }) => {
    seq++;
    server.to("room").emit("message", {
      type: "message.posted", room: 1, seq,
      message: { id: seq, clientId, author: { id: author, name: `Person ${author}` }, body, createdAt: new Date().toISOString() },
    });
  });
});

process.on("SIGUSR2", () => globalThis.gc());
