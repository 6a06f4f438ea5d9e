package dev.docket.demo;

import dev.docket.cli.terminal.Screen;
import java.util.List;

/** Suggests next steps as lines to paste. */
final class Farewell {
    private final Screen screen;
    private final DemoPlan plan;

    Farewell(Screen screen, DemoPlan plan) {
        this.screen = screen;
        this.plan = plan;
    }

    void say(String service, List<String> decisionIds) {
        screen.heading("Next steps");
        String url = plan.stay() ? service : "http://127.0.0.1:8080";
        if (!plan.stay()) {
            screen.line("  ./docket serve --data %s --port 8080 &".formatted(plan.data()));
        }
        screen.line("  S=" + url);
        decisionIds.stream().limit(1).forEach(id -> {
            screen.line("  curl $S/v1/decisions/" + id);
            screen.line("  curl \"$S/v1/decisions/%s?trace=full\"".formatted(id));
        });
        screen.line("  curl $S/v1/rules/past-due-serious");
        screen.line("  curl -H 'Content-Type: application/json' $S/v1/decisions \\");
        screen.line("    --data @api-spec/examples/order-substituted.json");
        screen.line("  curl $S/openapi");
        if (plan.stay()) {
            screen.line("");
            screen.line("The service is still running at %s. Ctrl-C stops it.".formatted(service));
        }
    }
}
