package app.parley.testing;

/** The two families of databases that Parley runs on; parameterise a test with {@code @EnumSource}. */
public enum TestDatabase {

    /** The embedded default: one file in the data directory. */
    SQLITE {
        @Override
        public FreshDatabase fresh() {
            MySqlRun.leaveOut("SQLite");
            return FreshDatabase.embedded();
        }
    },

    /** A server of the MySQL family: MariaDB, or MySQL in a {@link MySqlRun} and where a container engine or the environment offers it. */
    MARIADB {
        @Override
        public FreshDatabase fresh() {
            return FreshDatabase.on(MySqlServers.shared().createDatabase());
        }
    };

    /** Returns a new empty database with a new empty data directory; the caller closes it */
    public abstract FreshDatabase fresh();
}
