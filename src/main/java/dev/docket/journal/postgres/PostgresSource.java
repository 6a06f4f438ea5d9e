package dev.docket.journal.postgres;

import dev.docket.journal.JournalAwayException;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.sql.SqlSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.PGProperty;

/** A PostgreSQL database and how to connect to it. Never reveals the password. */
public final class PostgresSource implements SqlSource {
    /** The prefix of PostgreSQL URLs. */
    public static final String PREFIX = "jdbc:postgresql:";

    private static final int CONNECT_SECONDS = 3;

    // Longer than a flush on a busy disk, to distinguish a dead network from a slow commit; shorter than a caller's
    // patience.
    private static final int COMMIT_SECONDS = 10;

    // Verification counts whole tables.
    private static final int READ_SECONDS = 300;

    private final String url;
    private final String user;
    private final String password;

    /**
     * @param url a JDBC URL, {@code jdbc:postgresql://host/database}; further parameters, such as
     *     {@code sslmode}, go to the driver
     * @param user empty to leave it to the driver
     * @param password empty to leave it to the driver
     */
    public PostgresSource(String url, String user, String password) {
        if (!url.startsWith(PREFIX)) {
            throw new JournalUnavailableException("""
                    '%s' is not the URL of a PostgreSQL database.
                    Write it as %s//host:5432/database.""".formatted(withoutParameters(url), PREFIX));
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
     * @param name identifies it among all connections to the database
     */
    Connection write(String name) throws SQLException {
        var connection = connect(name, COMMIT_SECONDS);
        return prepared(
                connection,
                // Keep a stronger setting.
                """
                SELECT set_config('synchronous_commit', 'on', false)
                 WHERE current_setting('synchronous_commit') IN ('off', 'local')""",
                // LZ4 compresses orders and answers with less of the processor than the default; a server without it
                // keeps that.
                """
                DO $$ BEGIN
                  SET default_toast_compression = 'lz4';
                EXCEPTION WHEN undefined_object OR invalid_parameter_value THEN NULL;
                END $$""",
                // Frees the lock of a machine that lost power after about 20 s instead of two hours.
                "SET tcp_keepalives_idle = 10",
                "SET tcp_keepalives_interval = 5",
                "SET tcp_keepalives_count = 2");
    }

    /**
     * Has the database look at how its tables are filled, unless it has done so. It does by itself, but a new one only after a minute, and
     * until then it reads all of an index for each batch that looks up its ids. If it cannot now, it will by itself.
     */
    @SuppressWarnings("EmptyCatch") // nobody waits for it
    void gatherFirstStatistics() {
        try (var connection = prepared(
                        connect("docket statistics", READ_SECONDS),
                        "SET lock_timeout = '1s'",
                        "SET statement_timeout = '20s'");
                var statement = connection.createStatement()) {
            boolean hasNone;
            try (var rows =
                    statement.executeQuery("SELECT reltuples <= 0 FROM pg_class WHERE oid = 'record'::regclass")) {
                hasNone = rows.next() && rows.getBoolean(1);
            }
            if (hasNone) {
                statement.execute("ANALYZE record, payload, record_code, record_rule");
            }
        } catch (SQLException notNow) {
        }
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
    public boolean readsInTransactions() {
        return true;
    }

    // Of the transaction, so that it ends with it. A server that is frozen or cut off cannot obey; then the socket
    // gives up, much later.
    @Override
    public void limited(Connection connection, Duration longest) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = " + Math.max(1, longest.toMillis()));
        }
    }

    @Override
    public void unlimited(Connection connection) {}

    @Override
    public boolean isOutOfTime(SQLException failure) {
        return state(failure).equals("57014");
    }

    @Override
    public boolean isReachableAfter(SQLException failure) {
        return !isLost(failure);
    }

    /** Whether the connection is lost, and with it anything uncommitted. */
    static boolean isLost(SQLException failure) {
        var state = state(failure);
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** Whether another writer interfered, so that a retry may succeed. */
    static boolean isRace(SQLException failure) {
        return switch (state(failure)) {
            case "23505", "40001", "40P01" -> true;
            default -> false;
        };
    }

    /** Whether another session had a lock for longer than this one was willing to wait. */
    static boolean isTaken(SQLException failure) {
        return state(failure).equals("55P03");
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

    static String advice(SQLException cause) {
        return switch (state(cause)) {
            case "28000", "28P01" -> "Check docket.journal.user and docket.journal.password.";
            case "3D000" -> "Create the database, for instance with 'createdb'. Docket creates its tables.";
            case "42501" -> "Allow the database user to create the schema docket and to write in it.";
            case "25006" ->
                "The server is a standby or read-only: name the primary, or add targetServerType=primary to the URL.";
            case "53100" -> "Free space on the database's disk. The service then continues by itself.";
            case "53300" -> "Raise max_connections of the database, or close other connections.";
            case "55P03" ->
                "Another service writes this data folder's stream. Was the folder copied? Each service needs its own.";
            default ->
                isLost(cause)
                        ? "Start the database, or check the network. The service then continues by itself."
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
            // A plan made while the tables were empty would scan them until someone runs ANALYZE.
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
