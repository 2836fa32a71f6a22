const EVERY = 10_000

// Browsers slow the timers of hidden tabs to one a minute, and the server would take the silence for death. A worker's
// timers keep their pace; the line feed is STOMP's heartbeat.
export class Heartbeat {
  #worker = null

  start(socket) {
    try {
      this.#worker ??= new Worker(import.meta.resolve("parley/realtime/heartbeat_worker"))
    } catch {
      return // the client's own timer has to do
    }

    this.#worker.onmessage = () => {
      if (document.hidden && socket.readyState === WebSocket.OPEN) socket.send("\n")
    }
    this.#worker.postMessage(EVERY)
  }

  stop() {
    this.#worker?.postMessage(0)
  }
}
