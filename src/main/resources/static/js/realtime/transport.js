import { Client, Versions } from "@stomp/stompjs"
import { csrfHeaders, userId } from "parley/current"

const HEARTBEAT = 10_000

// One STOMP client for one attempt to connect; reconnecting is connection.js's business, with a new client each time.
export async function openClient({ native, opened, refused, closed }) {
  const client = new Client({
    webSocketFactory: native ? nativeSocket : await sockJs(),
    connectHeaders: { ...csrfHeaders(), user: userId(), "accept-language": document.documentElement.lang },
    connectionTimeout: 12_000,
    reconnectDelay: 0,
    heartbeatIncoming: HEARTBEAT,
    heartbeatOutgoing: HEARTBEAT,
    discardWebsocketOnCommFailure: true, // a dead line would take a minute to close politely
    onConnect: opened,
    onStompError: refused,
    onWebSocketClose: closed,
  })

  client.activate()
  return client
}

function nativeSocket() {
  const url = new URL("/ws/websocket", location.href)
  url.protocol = url.protocol.replace("http", "ws")
  return new WebSocket(url, Versions.default.protocolVersions())
}

// The fallback where a proxy blocks WebSocket. The library is a classic script that sets a global, loaded only when needed.
async function sockJs() {
  if (!window.SockJS) await import("sockjs-client")
  return () => new window.SockJS("/ws", null, { transports: ["websocket", "xhr-streaming", "xhr-polling"] })
}
