// What the page says about who is looking: read anew each time, since Turbo exchanges the head.

export function userId() {
  return meta("user-id")
}

export function csrfHeaders() {
  const name = meta("_csrf_header")
  return name ? { [name]: meta("_csrf") } : {}
}

// Takes the token over from a freshly fetched page, after the server has refused ours.
export function adoptCsrf(page) {
  for (const name of ["_csrf", "_csrf_header"]) {
    const fresh = page.querySelector(`meta[name="${name}"]`)?.content
    if (fresh) document.querySelector(`meta[name="${name}"]`)?.setAttribute("content", fresh)
  }
  for (const field of document.querySelectorAll("input[name=_csrf]")) field.value = meta("_csrf")
}

function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content || null
}
