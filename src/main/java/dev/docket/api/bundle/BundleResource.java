package dev.docket.api.bundle;

import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.decision.id.BundleId;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.json.JsonWriter;
import dev.docket.service.bundle.DescribeBundle;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Describes what is active: rules, exception codes, actions, bundle and model. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public class BundleResource {
    // No scripts, images, external content or framing. The page itself names the only style it may
    // have.
    private static final String PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'; sandbox";

    private static final String MARKDOWN = "text/markdown;charset=UTF-8";
    private static final String HTML = "text/html;charset=UTF-8";

    private final DescribeBundle describe;

    public BundleResource(DescribeBundle describe) {
        this.describe = describe;
    }

    @GET
    @Path("/rules")
    public byte[] rules() {
        return new JsonWriter()
                .beginObject()
                .field("rules", describe.rules())
                .endObject()
                .bytes();
    }

    @GET
    @Path("/rules/{ruleId}")
    public byte[] rule(@PathParam("ruleId") String ruleId) {
        return describe.rule(ruleId)
                .map(rule -> new JsonWriter().value(rule).bytes())
                .orElseThrow(() -> new RefusedException(Problems.unknown("rule", ruleId)));
    }

    @GET
    @Path("/taxonomy")
    public byte[] taxonomy() {
        JsonWriter json = new JsonWriter().beginObject().name("codes").beginArray();
        for (Taxonomy.Entry entry : describe.taxonomy().codes().values()) {
            json.beginObject()
                    .field("code", entry.code())
                    .field("name", entry.name())
                    .field("category", entry.category())
                    .field("level", entry.level())
                    .field("severity", entry.severity())
                    .field("queue", entry.queue())
                    .field("sla", entry.sla())
                    .field("crossReferences", entry.crossReferences())
                    .endObject();
        }
        json.endArray().name("actions").beginArray();
        for (ActionCatalogue.Definition action : describe.actions().actions().values()) {
            json.beginObject()
                    .field("type", action.type())
                    .field("class", action.actionClass())
                    .field("disposition", action.disposition())
                    .field("sentence", action.sentence())
                    .endObject();
        }
        return json.endArray().endObject().bytes();
    }

    @GET
    @Path("/bundle")
    public byte[] bundle() {
        BundleId id = describe.id();
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("name", id.name())
                .field("version", id.version())
                .field("digest", id.digest())
                .field("rules", describe.rules().size())
                .field("codes", describe.taxonomy().codes().size());
        describe.model().ifPresent(model -> {
            json.name("model").beginObject();
            identity(json, model.id()).endObject();
        });
        return json.endObject().bytes();
    }

    @GET
    @Path("/model")
    public byte[] model() {
        ModelDescription model = activeModel();
        JsonWriter json = identity(new JsonWriter().beginObject(), model.id())
                .field("card", model.card())
                .field("facts", model.facts());
        describe.snapshot().ifPresent(snapshot -> json.name("snapshot")
                .beginObject()
                .field("digest", snapshot.digest())
                .field("takenAt", snapshot.takenAt())
                .endObject());
        return json.endObject().bytes();
    }

    @GET
    @Path("/model")
    @Produces(MARKDOWN + ";qs=0.5")
    public Response modelCard() {
        return Response.ok(activeModel().card().getBytes(StandardCharsets.UTF_8), MARKDOWN)
                .build();
    }

    /** The page comes with the model, from wherever that was trained: it may show itself and do nothing else. */
    @GET
    @Path("/model")
    @Produces(HTML + ";qs=0.6")
    public Response modelPage() {
        return Response.ok(activeModel().page().getBytes(StandardCharsets.UTF_8), HTML)
                .header("Content-Security-Policy", PAGE_POLICY)
                .build();
    }

    private ModelDescription activeModel() {
        return describe.model().orElseThrow(() -> new RefusedException(Problems.noModel()));
    }

    private static JsonWriter identity(JsonWriter json, ModelId model) {
        return json.field("name", model.name())
                .field("version", model.version())
                .field("digest", model.digest());
    }
}
