const DOT = "%3Ccircle%20cx='18'%20cy='6'%20r='5'%20fill='%23fff'/%3E%3Ccircle%20cx='18'%20cy='6'%20r='4'%20fill='%23d6002f'/%3E"
const END = "%3C/svg%3E"

// "(3) Lobby · Parley", the dot on the phone's menu button and on the tab's icon, and the number on the installed app's.
export function showUnreadInTitle(unread) {
  const plain = document.title.replace(/^\(\d+\+?\) /, "")
  const title = unread > 0 ? `(${unread > 99 ? "99+" : unread}) ${plain}` : plain

  if (document.title !== title) document.title = title
  document.querySelector(".app__menu")?.toggleAttribute("data-unread", unread > 0)
  showDot(unread > 0)
  if ("setAppBadge" in navigator) navigator.setAppBadge(unread).catch(() => {}) // not installed, or not allowed
}

function showDot(shown) {
  const icon = document.querySelector("link[rel=icon]")
  const plain = icon.href.replace(DOT, "")
  const wanted = shown ? plain.replace(END, DOT + END) : plain

  if (icon.href !== wanted) icon.href = wanted
}

// Between the number and the name of the community.
export function showNameInTitle(name) {
  const title = document.title.replace(/^(\(\d+\+?\) )?.*(?= · )/, (_, unread = "") => unread + name)

  if (document.title !== title) document.title = title
}
