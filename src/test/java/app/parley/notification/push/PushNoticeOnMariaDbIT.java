package app.parley.notification.push;

import app.parley.account.OnMariaDb;

@OnMariaDb
class PushNoticeOnMariaDbIT extends PushNoticeIT {}
