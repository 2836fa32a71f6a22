// "(3) Lobby · Parley", and the dot on the phone's menu button.
export function showUnreadInTitle(unread) {
  const plain = document.title.replace(/^\(\d+\+?\) /, "")
  const title = unread > 0 ? `(${unread > 99 ? "99+" : unread}) ${plain}` : plain

  if (document.title !== title) document.title = title
  document.querySelector(".app__menu")?.toggleAttribute("data-unread", unread > 0)
}

// Between the number and the name of the community.
export function showNameInTitle(name) {
  const title = document.title.replace(/^(\(\d+\+?\) )?.*(?= · )/, (_, unread = "") => unread + name)

  if (document.title !== title) document.title = title
}
