package app.parley.notification.mail;

import app.parley.account.OnMariaDb;

@OnMariaDb
class MailOnMariaDbIT extends MailIT {}
