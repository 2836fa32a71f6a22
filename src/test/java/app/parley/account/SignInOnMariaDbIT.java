package app.parley.account;

@OnMariaDb
class SignInOnMariaDbIT extends SignInTests {}
