package app.parley.account;

@OnMariaDb
class SignUpOnMariaDbIT extends SignUpTests {}
