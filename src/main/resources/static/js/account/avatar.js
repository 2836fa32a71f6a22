// Initials on the person's colour, and over them the picture, if there is one: `picture` is its path or null.
export function drawAvatar(avatar, { initials, hue, picture }) {
  avatar.dataset.hue = hue
  avatar.replaceChildren(initials, ...(picture ? [image(picture)] : []))
}

function image(path) {
  const image = new Image()

  image.className = "avatar__picture"
  image.alt = ""
  image.src = path
  return image
}
