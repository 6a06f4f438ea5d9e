package dev.docket.journal.postgres;

import dev.docket.journal.JournalAwayException;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.sql.SqlSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.PGProperty;

/** A PostgreSQL database and how to connect to it. Never tells the password. */
public final class PostgresSource implements SqlSource {
    /** What the URL of such a database begins with. */
    public static final String PREFIX = "jdbc:postgresql:";

    private static final int CONNECT_SECONDS = 3;

    // Longer than a flush on a busy disk, so that a silent network is told from a slow commit; shorter than a caller's
    // patience.
    private static final int COMMIT_SECONDS = 10;

    // A verifier counts whole tables.
    private static final int READ_SECONDS = 300;

    private final String url;
    private final String user;
    private final String password;

    /**
     * @param url as the JDBC driver wants it, {@code jdbc:postgresql://host/database}; what it says beyond, such as
     *     {@code sslmode}, is the driver's to understand
     * @param user empty to leave it to the driver
     * @param password empty to leave it to the driver
     */
    public PostgresSource(String url, String user, String password) {
        if (!url.startsWith(PREFIX)) {
            throw new JournalUnavailableException("""
                    '%s' is not the URL of a PostgreSQL database.
                    Say it as %s//host:5432/database.""".formatted(withoutParameters(url), PREFIX));
        }
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** A connection to create or change tables. */
    Connection create() throws SQLException {
        return connect("docket schema", COMMIT_SECONDS);
    }

    /**
     * A connection whose commits return once they are durable.
     *
     * @param name tells it among all connections to the database
     */
    Connection write(String name) throws SQLException {
        var connection = connect(name, COMMIT_SECONDS);
        return prepared(
                connection,
                // Whoever chose a stronger one keeps it.
                """
                SELECT set_config('synchronous_commit', 'on', false)
                 WHERE current_setting('synchronous_commit') IN ('off', 'local')""",
                // The lock of a machine that lost its power is free after some 20 s instead of two hours.
                "SET tcp_keepalives_idle = 10",
                "SET tcp_keepalives_interval = 5",
                "SET tcp_keepalives_count = 2");
    }

    @Override
    public Connection read() throws SQLException {
        return prepared(connect("docket reader", READ_SECONDS), "SET default_transaction_read_only = on");
    }

    @Override
    public List<String> structureProblems(Connection connection) throws SQLException {
        return PostgresStructure.problems(connection);
    }

    @Override
    public boolean isReachableAfter(SQLException failure) {
        return !isLost(failure);
    }

    /** Whether the connection is gone, and with it whatever was not committed. */
    static boolean isLost(SQLException failure) {
        var state = state(failure);
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** Whether another writer came in between, so that the same once more may succeed. */
    static boolean isRace(SQLException failure) {
        return switch (state(failure)) {
            case "23505", "40001", "40P01" -> true;
            default -> false;
        };
    }

    @Override
    public JournalUnavailableException unavailable(SQLException cause) {
        var advice = advice(cause);
        var message = String.format(
                Locale.ROOT, "The journal at %s is not available (SQLState %s).%n%s", this, state(cause), advice);
        return isLost(cause)
                ? new JournalAwayException(message, advice, state(cause))
                : new JournalUnavailableException(message, advice, state(cause));
    }

    private static String advice(SQLException cause) {
        return switch (state(cause)) {
            case "28000", "28P01" -> "Look at docket.journal.user and docket.journal.password.";
            case "3D000" -> "Create the database, for instance with 'createdb'; docket makes its tables itself.";
            case "42501" -> "Let the user of docket create the schema docket in the database, and write in it.";
            case "25006" ->
                "It is a standby or read-only: name the primary, or add targetServerType=primary to the URL.";
            case "53100" -> "Free space on the disk of the database; docket goes on by itself.";
            case "53300" -> "Raise max_connections of the database, or stop what holds its connections.";
            case "55P03" ->
                "Another docket writes the stream of this data folder. Was the folder copied? Give each docket its own.";
            default ->
                isLost(cause)
                        ? "Start the database, or look at the network between here and there; docket goes on by itself."
                        : "Whoever runs docket finds the reason in the log of the database.";
        };
    }

    /** The URL without its parameters, which may hold a password. */
    @Override
    public String toString() {
        return withoutParameters(url);
    }

    private static String withoutParameters(String url) {
        return url.split("\\?", 2)[0];
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    private Connection connect(String name, int answerSeconds) throws SQLException {
        var properties = new Properties();
        if (!user.isEmpty()) {
            PGProperty.USER.set(properties, user);
        }
        if (!password.isEmpty()) {
            PGProperty.PASSWORD.set(properties, password);
        }
        PGProperty.APPLICATION_NAME.set(properties, name);
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, answerSeconds);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
        return DriverManager.getConnection(url, properties);
    }

    private static Connection prepared(Connection connection, String... settings) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET search_path = " + PostgresSchema.NAME);
            // A plan made while the tables were empty would read them whole until somebody analyses them.
            statement.execute("SET plan_cache_mode = force_custom_plan");
            for (var setting : settings) {
                statement.execute(setting);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
