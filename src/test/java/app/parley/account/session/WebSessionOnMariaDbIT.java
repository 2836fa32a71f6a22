package app.parley.account.session;

import app.parley.account.OnMariaDb;

@OnMariaDb
class WebSessionOnMariaDbIT extends WebSessionTests {}
