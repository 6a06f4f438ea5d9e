package dev.docket.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.docket.app.config.Configuration;
import dev.docket.app.config.YamlSettings;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/kubernetes}, by the schemas of Kubernetes and by what it promises. No cluster is needed, and none was tried. */
class KubernetesManifestTest {
    private static final Path MANIFEST = Path.of("deploy/kubernetes/docket.yaml");

    /** The journal's part of a stop, beside the configured delay and limit. */
    private static final int JOURNAL_SECONDS = 15;

    /** Generated from the OpenAPI description of Kubernetes; each throws at a field it does not know, lacks, or of another type. */
    private static final Map<String, Schema> SCHEMAS = new TreeMap<>(Map.of(
            "v1/ConfigMap", V1ConfigMap::validateJsonElement,
            "v1/Service", V1Service::validateJsonElement,
            "apps/v1/Deployment", V1Deployment::validateJsonElement,
            "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement,
            "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final Map<String, JsonNode> objects = objects();

    private interface Schema {
        void validate(JsonElement object) throws IOException;
    }

    @AfterEach
    void forget_the_file() {
        System.clearProperty(YamlSettings.LOCATION);
    }

    @Test
    void every_object_is_as_the_schema_of_its_kind_says() {
        assertThat(objects.keySet()).isEqualTo(SCHEMAS.keySet());
        objects.forEach((kind, object) ->
                assertThatCode(() -> validate(kind, object)).as(kind).doesNotThrowAnyException());
    }

    @Test
    void a_misspelt_field_however_deep_is_none_of_the_schema() {
        for (String at :
                List.of("/spec/template/spec/containers/0/startupProbe", "/spec/template/spec/securityContext")) {
            JsonNode changed = deployment().deepCopy();
            ((ObjectNode) changed.at(at)).put("periodSecond", 2);
            assertThatThrownBy(() -> validate("apps/v1/Deployment", changed))
                    .as(at)
                    .hasMessageContaining("periodSecond");
        }
        JsonNode changed = object("networking.k8s.io/v1/NetworkPolicy").deepCopy();
        ((ObjectNode) changed.at("/spec")).remove("podSelector");
        ((ObjectNode) changed.at("/spec")).put("podSelektor", "docket");
        assertThatThrownBy(() -> validate("networking.k8s.io/v1/NetworkPolicy", changed))
                .hasMessageContaining("podSelektor");
    }

    @Test
    void the_service_would_start_with_its_configuration() throws IOException {
        configure();
        assertThat(Configuration.read().problems()).isEmpty();
        assertThat(setting("docket.access.authentication")).isEqualTo("required");
        assertThat(deployment().at("/spec/template/spec/containers/0/args").toString())
                .isEqualTo("[\"serve\",\"--config\",\"/etc/docket/docket.yaml\"]");
        assertThat(mount("configuration")).isEqualTo("/etc/docket");
    }

    @Test
    void the_container_is_not_root_and_writes_only_where_it_is_meant_to() throws IOException {
        configure();
        JsonNode pod = pod();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        JsonNode security = container().path("securityContext");
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(container().path("image").asText()).contains("@sha256:");

        assertThat(mount("data")).isEqualTo(setting("docket.data.dir"));
        assertThat(mount("temporary")).isEqualTo("/tmp");
        container().path("volumeMounts").forEach(one -> assertThat(
                        one.path("readOnly").asBoolean())
                .as(one.toString())
                .isEqualTo(
                        !List.of("data", "temporary").contains(one.path("name").asText())));
    }

    @Test
    void secrets_are_files_and_none_is_in_the_environment_or_in_the_manifest() throws IOException {
        configure();
        String secrets = mount("secrets");
        assertThat(env("DOCKET_SECRETS")).isEqualTo(secrets);
        assertThat(volume("secrets").at("/secret/secretName").asText()).isEqualTo("docket");
        assertThat(setting("docket.journal.key-file")).startsWith(mount("journal-key") + "/");
        assertThat(volume("journal-key").has("secret")).isTrue();
        container().path("env").forEach(one -> assertThat(one.has("valueFrom"))
                .as(one.toString())
                .isFalse());
        assertThat(container().has("envFrom")).isFalse();
        assertThat(objects.keySet()).noneMatch(kind -> kind.endsWith("/Secret"));
        Configuration.read().settings().stream()
                .filter(setting -> setting.value().equals("(hidden)"))
                .forEach(setting ->
                        assertThat(setting.source()).as(setting.name()).isEqualTo("default"));
    }

    @Test
    void nothing_of_a_pod_has_to_survive_it() {
        pod().path("volumes").forEach(volume -> assertThat(volume.fieldNames())
                .toIterable()
                .as(volume.toString())
                .containsAnyOf("emptyDir", "secret", "configMap"));
    }

    @Test
    void the_probes_ask_for_what_health_answers_and_leave_time_to_start_and_to_drain() throws IOException {
        configure();
        assertThat(path("startupProbe")).isEqualTo("/q/health/started");
        assertThat(path("readinessProbe")).isEqualTo("/q/health/ready");
        assertThat(path("livenessProbe")).isEqualTo("/q/health/live");
        assertThat(patience("startupProbe")).isGreaterThanOrEqualTo(120);
        int delay = Integer.parseInt(setting("docket.stop.delay-seconds"));
        int limit = Integer.parseInt(setting("docket.stop.limit-seconds"));
        assertThat(patience("readinessProbe")).isLessThan(delay);
        assertThat(pod().path("terminationGracePeriodSeconds").asInt())
                .isGreaterThanOrEqualTo(delay + limit + JOURNAL_SECONDS);
    }

    @Test
    void budget_autoscaler_network_policy_and_service_are_for_these_pods() {
        JsonNode labels = deployment().at("/spec/template/metadata/labels");
        assertThat(labels)
                .isEqualTo(deployment().at("/spec/selector/matchLabels"))
                .isNotEmpty();
        assertThat(object("policy/v1/PodDisruptionBudget").at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(object("networking.k8s.io/v1/NetworkPolicy").at("/spec/podSelector/matchLabels"))
                .isEqualTo(labels);
        assertThat(object("v1/Service").at("/spec/selector")).isEqualTo(labels);
        assertThat(object("policy/v1/PodDisruptionBudget")
                        .at("/spec/maxUnavailable")
                        .asInt())
                .isEqualTo(1);

        JsonNode scaler = object("autoscaling/v2/HorizontalPodAutoscaler").path("spec");
        assertThat(scaler.at("/scaleTargetRef/kind").asText()).isEqualTo("Deployment");
        assertThat(scaler.at("/scaleTargetRef/name")).isEqualTo(deployment().at("/metadata/name"));
        assertThat(scaler.path("minReplicas").asInt())
                .isEqualTo(deployment().at("/spec/replicas").asInt())
                .isGreaterThan(1);
        // Utilisation is a share of what is requested.
        assertThat(container().at("/resources/requests/cpu").isMissingNode()).isFalse();
        assertThat(container().at("/resources/requests/memory").isMissingNode()).isFalse();
        assertThat(container().at("/resources/limits/memory").isMissingNode()).isFalse();

        JsonNode network = object("networking.k8s.io/v1/NetworkPolicy").path("spec");
        assertThat(network.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(network.at("/ingress/0/from")).isNotEmpty();
        assertThat(network.at("/ingress/0/ports/0/port")).isEqualTo(container().at("/ports/0/name"));
    }

    private static void validate(String kind, JsonNode object) throws IOException {
        Objects.requireNonNull(SCHEMAS.get(kind)).validate(JsonParser.parseString(object.toString()));
    }

    private static Map<String, JsonNode> objects() {
        Map<String, JsonNode> objects = new TreeMap<>();
        YAMLMapper yaml = new YAMLMapper();
        try (var read = yaml.readerFor(JsonNode.class).<JsonNode>readValues(MANIFEST.toFile())) {
            read.forEachRemaining(object -> {
                String kind = object.path("apiVersion").asText() + "/"
                        + object.path("kind").asText();
                assertThat(objects.put(kind, object)).as(kind).isNull();
            });
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return objects;
    }

    private void configure() throws IOException {
        Path file = Files.writeString(
                folder.resolve("docket.yaml"),
                object("v1/ConfigMap").path("data").path("docket.yaml").asText());
        System.setProperty(YamlSettings.LOCATION, file.toString());
    }

    private static String setting(String name) {
        return Configuration.read().value(name).orElseThrow();
    }

    private JsonNode object(String kind) {
        return Objects.requireNonNull(objects.get(kind), kind);
    }

    private JsonNode deployment() {
        return object("apps/v1/Deployment");
    }

    private JsonNode pod() {
        return deployment().at("/spec/template/spec");
    }

    private JsonNode container() {
        assertThat(pod().path("containers")).hasSize(1);
        return pod().at("/containers/0");
    }

    private String path(String probe) {
        return container().path(probe).at("/httpGet/path").asText();
    }

    private int patience(String probe) {
        return container().path(probe).path("periodSeconds").asInt()
                * container().path(probe).path("failureThreshold").asInt();
    }

    private String mount(String name) {
        return named(container().path("volumeMounts"), name).path("mountPath").asText();
    }

    private JsonNode volume(String name) {
        return named(pod().path("volumes"), name);
    }

    private String env(String name) {
        return named(container().path("env"), name).path("value").asText();
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode one : list) {
            if (one.path("name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError(name + " is missing");
    }
}
