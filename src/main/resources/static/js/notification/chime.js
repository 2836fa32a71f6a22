const NOTES = [660, 880]
const LENGTH = .16
const LOUDNESS = .12
const REST = 1_000

let audio = null

// Browsers let a page make sounds only after somebody has done something in it.
export async function allowSound() {
  audio ??= new AudioContext()
  if (audio.state === "suspended") await audio.resume()
}

// Two soft notes; of several tabs one plays them, and not again within a second. Without https there are no locks.
export async function chime() {
  if (audio?.state !== "running") return
  if (!navigator.locks) return playAll()

  await navigator.locks.request("parley.chime", { ifAvailable: true }, async (lock) => {
    if (!lock) return

    playAll()
    await new Promise((resolve) => setTimeout(resolve, REST))
  })
}

function playAll() {
  NOTES.forEach((note, i) => play(note, audio.currentTime + i * LENGTH))
}

function play(frequency, at) {
  const gain = new GainNode(audio, { gain: 0 })
  const tone = new OscillatorNode(audio, { type: "sine", frequency })

  gain.gain.setValueAtTime(LOUDNESS, at)
  gain.gain.exponentialRampToValueAtTime(.001, at + LENGTH * 2)
  tone.connect(gain).connect(audio.destination)
  tone.start(at)
  tone.stop(at + LENGTH * 2)
}
