// Says "now" every so many milliseconds; 0 stops.
let timer = null

onmessage = ({ data: every }) => {
  clearInterval(timer)
  if (every > 0) timer = setInterval(() => postMessage("now"), every)
}
