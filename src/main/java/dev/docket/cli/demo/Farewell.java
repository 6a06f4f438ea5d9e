package dev.docket.cli.demo;

import java.util.List;

/** Says where to look next, in lines that can be pasted. */
final class Farewell {
    private final Screen screen;
    private final DemoPlan plan;

    Farewell(Screen screen, DemoPlan plan) {
        this.screen = screen;
        this.plan = plan;
    }

    void say(String service, List<String> decisionIds) {
        screen.heading("Where to look next");
        String url = plan.stay() ? service : "http://127.0.0.1:8080";
        if (!plan.stay()) {
            screen.line("  ./docket serve --data %s --port 8080     # then:".formatted(plan.data()));
        }
        decisionIds.stream().limit(1).forEach(id -> {
            screen.line("  curl %s/v1/decisions/%s".formatted(url, id));
            screen.line("  curl '%s/v1/decisions/%s?trace=full'".formatted(url, id));
        });
        screen.line("  curl %s/v1/rules/past-due-serious".formatted(url));
        screen.line("  curl -H 'Content-Type: application/json' \\");
        screen.line("    --data @api-spec/examples/order-substituted.json %s/v1/decisions".formatted(url));
        screen.line("  curl %s/openapi".formatted(url));
        if (plan.stay()) {
            screen.line("");
            screen.line("The service is still running at %s. Ctrl-C stops it.".formatted(service));
        }
    }
}
