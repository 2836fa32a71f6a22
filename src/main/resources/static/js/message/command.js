import { connection } from "parley/realtime/connection"
import { say } from "parley/text/say"

const PATIENCE = 5_000

// Edits or deletes a message over the socket. Resolves when the room tells of it, rejects with a sentence to show. What `done` is
// true of is that news; something else may happen to the message at the same time.
export function command({ room, seq, verb, payload, done }) {
  const destination = `/app/rooms/${room}/messages/${seq}/${verb}`

  return new Promise((resolve, reject) => {
    const ends = [
      connection.subscribe(`/topic/rooms.${room}`, (event) => {
        if (event.seq === seq && done(event)) end(resolve)
      }),
      connection.subscribe("/user/queue/errors", (refusal) => {
        if (refusal.destination === destination) end(reject, refusal.reason)
      }),
    ]
    const timer = setTimeout(() => end(reject, say("message.no-answer")), PATIENCE)
    const end = (settle, reason) => {
      clearTimeout(timer)
      ends.forEach((unsubscribe) => unsubscribe())
      settle(reason && new Error(reason))
    }

    if (!connection.send(destination, payload)) end(reject, say("message.no-connection"))
  })
}
