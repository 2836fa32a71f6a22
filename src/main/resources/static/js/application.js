import "@hotwired/turbo"
import { Application } from "@hotwired/stimulus"
import { forgetSavedDrafts } from "parley/message/drafts"
import { askForTurbo } from "parley/ask"
import { outbox } from "parley/message/outbox"
import { activity } from "parley/presence/activity"
import { closeNotifications, renewPush } from "parley/notification/push"
import { guardPerson, hasChanged } from "parley/person"
import { connection } from "parley/realtime/connection"
import { forgetShell, keepShell } from "parley/shell"
import { fitAboveKeyboard } from "parley/soft_keyboard"

import ActionsController from "parley/message/actions_controller"
import CompletionController from "parley/account/completion_controller"
import ChoicesController from "parley/notification/choices_controller"
import ComposerController from "parley/message/composer_controller"
import ConnectionBarController from "parley/realtime/connection_bar_controller"
import CopyController from "parley/copy_controller"
import DismissalController from "parley/dismissal_controller"
import DrawerController from "parley/drawer_controller"
import FirstMessageController from "parley/message/first_message_controller"
import JumpController from "parley/room/jump_controller"
import LinkController from "parley/link_controller"
import LocalTimeController from "parley/local_time_controller"
import MembersController from "parley/room/members_controller"
import NoticesController from "parley/notification/notices_controller"
import PictureController from "parley/account/picture_controller"
import PreferenceController from "parley/room/preference_controller"
import PresenceController from "parley/presence/presence_controller"
import PushController from "parley/notification/push_controller"
import ReceiptsController from "parley/message/receipts_controller"
import RoomController from "parley/room/room_controller"
import RoomListController from "parley/room/list_controller"
import TimeZoneController from "parley/time_zone_controller"
import TranscriptController from "parley/message/transcript_controller"
import TypingController from "parley/presence/typing_controller"
import WritingController from "parley/message/writing_controller"

const stimulus = Application.start()
stimulus.register("choices", ChoicesController)
stimulus.register("completion", CompletionController)
stimulus.register("composer", ComposerController)
stimulus.register("connection-bar", ConnectionBarController)
stimulus.register("copy", CopyController)
stimulus.register("dismissal", DismissalController)
stimulus.register("drawer", DrawerController)
stimulus.register("first-message", FirstMessageController)
stimulus.register("jump", JumpController)
stimulus.register("link", LinkController)
stimulus.register("local-time", LocalTimeController)
stimulus.register("members", MembersController)
stimulus.register("message-actions", ActionsController)
stimulus.register("notices", NoticesController)
stimulus.register("picture", PictureController)
stimulus.register("preference", PreferenceController)
stimulus.register("presence", PresenceController)
stimulus.register("push", PushController)
stimulus.register("receipts", ReceiptsController)
stimulus.register("room", RoomController)
stimulus.register("room-list", RoomListController)
stimulus.register("time-zone", TimeZoneController)
stimulus.register("transcript", TranscriptController)
stimulus.register("typing", TypingController)
stimulus.register("writing", WritingController)

if (hasChanged()) closeNotifications()
guardPerson()
askForTurbo()
connection.start()
outbox.start()
keepShell()
renewPush()
activity.start()
fitAboveKeyboard()

document.addEventListener("turbo:load", () => {
  connection.start()
  outbox.start()
})

document.addEventListener("submit", ({ target }) => {
  if (!new URL(target.action).pathname.endsWith("/logout")) return

  forgetSavedDrafts()
  forgetShell()
  closeNotifications()
})
