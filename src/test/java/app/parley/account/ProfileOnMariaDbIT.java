package app.parley.account;

@OnMariaDb
class ProfileOnMariaDbIT extends ProfileTests {}
