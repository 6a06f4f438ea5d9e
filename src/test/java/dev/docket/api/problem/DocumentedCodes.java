package dev.docket.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses an answer with a code that docs/errors.md does not explain. */
public final class DocumentedCodes implements Filter {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|");

    /** The codes of both tables. */
    static final Set<String> ALL = read(Path.of("docs", "errors.md"));

    /** Whether docs/errors.md explains a code. */
    public static boolean isExplained(String code) {
        return ALL.contains(code);
    }

    private static Set<String> read(Path document) {
        try {
            Set<String> codes = new TreeSet<>();
            for (Matcher row = ROW.matcher(Files.readString(document)); row.find(); ) {
                codes.add(row.group(1));
            }
            return codes;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        Response answer = context.next(request, response);
        if (ProblemDetail.MEDIA_TYPE.equals(answer.contentType())) {
            List<String> inside = answer.jsonPath().getList("errors.code");
            assertThat(ALL).contains(answer.jsonPath().getString("code"));
            assertThat(ALL).containsAll(inside == null ? List.of() : inside);
        }
        return answer;
    }
}
