package app.parley.setup;

import app.parley.account.OnMariaDb;

@OnMariaDb
class SetupOnMariaDbIT extends SetupTests {}
