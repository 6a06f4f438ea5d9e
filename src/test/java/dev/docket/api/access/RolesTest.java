package dev.docket.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Permissions;
import dev.docket.access.Role;
import dev.docket.fixture.ServedOperation;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every operation of the contract is asked for by every role, and by those who have none. */
@QuarkusTest
@Tag("service")
@TestProfile(AccessProfile.class)
@Timeout(120)
class RolesTest {
    private static final Permissions TABLE = new Permissions(false);
    private static final Map<Role, String> KEYS = new EnumMap<>(Role.class);

    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    private URI service;

    @BeforeEach
    void everybodyHasAKey() throws Exception {
        for (Role role : Role.values()) {
            if (!KEYS.containsKey(role)) {
                KEYS.put(role, AccessProfile.keys().create(role.name().toLowerCase(Locale.ROOT), role));
            }
        }
        ServedOperation open = operations().stream()
                .filter(operation -> operation.id().equals("readBundle"))
                .findAny()
                .orElseThrow();
        for (String key : KEYS.values()) {
            while (ask(open, "Bearer " + key).statusCode() != 200) {
                Thread.sleep(100);
            }
        }
    }

    @Test
    void the_table_has_every_operation_of_the_contract_and_no_other() {
        assertThat(TABLE.needs().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        operations().stream().map(ServedOperation::id).toList());
    }

    @Test
    void each_role_may_do_what_the_table_says_and_nothing_else() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (ServedOperation operation : operations()) {
            Permissions.Need need = TABLE.needs().get(operation.id());
            for (Role role : Role.values()) {
                boolean may = need instanceof Permissions.Need.OneOf some ? is(role, some) : true;
                HttpResponse<String> answer = ask(operation, "Bearer " + KEYS.get(role));
                boolean did = answer.statusCode() != 401 && answer.statusCode() != 403;
                if (may != did
                        || (!may
                                && !answer.body()
                                        .contains(
                                                operation.path().startsWith("/console")
                                                        ? ">forbidden<"
                                                        : "\"code\":\"forbidden\""))) {
                    wrong.add("%s as %s: %s".formatted(operation.id(), role, answer.statusCode()));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void who_has_no_good_credentials_may_do_only_what_is_open() throws Exception {
        String revoked = AccessProfile.keys().create("revoked", Role.values());
        AccessProfile.keys().revoke("revoked");
        // The service reads its keys twice a second, and may have done so in between.
        ServedOperation caller = operations().stream()
                .filter(one -> one.id().equals("readCaller"))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 100 && ask(caller, "Bearer " + revoked).statusCode() == 200; i++) {
            Thread.sleep(50);
        }
        String expired = AccessProfile.keys().expired("expired", Role.values());
        String good = String.valueOf(KEYS.get(Role.AUDIT));
        Map<String, String> credentials = new TreeMap<>(Map.of(
                "none", "",
                "revoked", "Bearer " + revoked,
                "expired", "Bearer " + expired,
                "another secret", "Bearer " + good.substring(0, 12) + revoked.substring(12),
                "incomplete", "Bearer " + good.substring(0, good.length() - 1),
                "another scheme", "Basic " + good,
                "no key", "Bearer let-me-in",
                "empty", "Bearer "));
        SortedMap<String, Integer> wrong = new TreeMap<>();
        for (ServedOperation operation : operations()) {
            for (var sent : credentials.entrySet()) {
                HttpResponse<String> answer = ask(operation, sent.getValue());
                boolean isRefused = answer.statusCode() == 401;
                if (isRefused == TABLE.isOpen(operation.id())) {
                    wrong.put(operation.id() + " with " + sent.getKey(), answer.statusCode());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void the_documented_table_is_the_one_that_counts() throws IOException {
        StringBuilder table = new StringBuilder("| |");
        for (Role role : Role.values()) {
            table.append(' ').append(role).append(" |");
        }
        table.append("\n|---|").append(":-:|".repeat(Role.values().length)).append('\n');
        for (ServedOperation operation : operations()) {
            Permissions.Need need = TABLE.needs().get(operation.id());
            table.append("| `")
                    .append(operation.method())
                    .append(' ')
                    .append(operation.path())
                    .append("` |");
            for (Role role : Role.values()) {
                String cell = need instanceof Permissions.Need.OneOf some ? is(role, some) ? "yes" : "" : "open";
                table.append(' ').append(cell).append(cell.isEmpty() ? "|" : " |");
            }
            table.append('\n');
        }
        assertThat(Files.readString(Path.of("docs/access.md"))).contains(table);
    }

    private static boolean is(Role role, Permissions.Need.OneOf some) {
        return some.anyOf().isEmpty() || some.anyOf().contains(role);
    }

    private HttpResponse<String> ask(ServedOperation operation, String authorization) throws Exception {
        // Without a body and for ids that there are not: whoever may ask gets another error, or an answer.
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(operation.pathWith("none")))
                .method(operation.method(), BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static List<ServedOperation> operations() {
        List<ServedOperation> operations = ServedOperation.all();
        assertThat(operations).hasSizeGreaterThan(25);
        return operations;
    }
}
