package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.access.Role;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.TestAuthority;
import dev.docket.fixture.TestKeys;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with the settings of docs/access.md, from outside: certificates in PEM files, and one for every client. */
@Timeout(300)
@SuppressWarnings("NullAway.Init") // JUnit and start() set them
class TlsIT {
    private static final int TLS_1_1 = 0x0302;
    private static final byte ALERT = 21;
    private static final byte FATAL = 2;
    private static final byte PROTOCOL_VERSION = 70;

    @TempDir
    private static Path folder;

    private static TestAuthority ours;
    private static TestAuthority theirs;
    private static ServiceProcess service;
    private static String apiKey;
    private static int plainPort;

    @BeforeAll
    static void start() throws Exception {
        ours = new TestAuthority(folder.resolve("ours"));
        ours.issue("service", "san=dns:localhost,ip:127.0.0.1");
        ours.issue("erp", "eku=clientAuth");
        theirs = new TestAuthority(folder.resolve("theirs"));
        theirs.issue("erp", "eku=clientAuth");
        Path data = folder.resolve("data");
        apiKey = new TestKeys(data).create("erp-live", Role.DECIDE);
        try (ServerSocket free = new ServerSocket(0)) {
            plainPort = free.getLocalPort();
        }
        service = ServiceProcess.startAt(
                plainPort,
                data,
                "-Ddocket.access.authentication=required",
                "-Ddocket.http.client-certificates=required",
                "-Dquarkus.tls.key-store.pem.service.cert=" + ours.certificate("service"),
                "-Dquarkus.tls.key-store.pem.service.key=" + ours.key("service"),
                "-Dquarkus.tls.trust-store.pem.certs=" + ours.certificate(),
                "-Dquarkus.tls.protocols=TLSv1.3,TLSv1.2",
                "-Dquarkus.tls.reload-period=1h",
                "-Dquarkus.http.ssl-port=0",
                "-Dquarkus.http.insecure-requests=disabled");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_client_with_a_certificate_gets_http_2_and_is_told_to_stay_with_tls() throws Exception {
        assertThat(service.uri()).hasScheme("https");
        HttpResponse<String> answer = get(ours.client(ours, "erp"), "Bearer " + apiKey);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.body()).contains("key:erp-live/");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void a_certificate_opens_the_connection_and_is_no_caller() throws Exception {
        assertThat(get(ours.client(ours, "erp"), "").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_client_without_one_or_with_one_of_another_authority_gets_not_one_byte_of_an_answer(String protocol)
            throws Exception {
        assertThat(ask(ours.client(ours, "erp"), protocol)).startsWith("HTTP/1.1 200");

        assertThatThrownBy(() -> ask(ours.client(), protocol)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ask(ours.client(theirs, "erp"), protocol)).isInstanceOf(IOException.class);
    }

    @Test
    void health_says_until_when_the_certificate_is_valid() throws Exception {
        assertThat(get("/q/health/ready", ours.client(ours, "erp"), "").body())
                .containsPattern(
                        "\"name\":\\s*\"certificate\",\\s*\"status\":\\s*\"UP\",\\s*\"data\":\\s*\\{\\s*\"until\":");
    }

    @Test
    void older_protocols_are_refused() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.uri().getPort())) {
            socket.getOutputStream().write(helloOfTls11());
            byte[] answer = socket.getInputStream().readNBytes(7);

            assertThat(answer[0]).isEqualTo(ALERT);
            assertThat(answer[5]).isEqualTo(FATAL);
            assertThat(answer[6]).isEqualTo(PROTOCOL_VERSION);
        }
    }

    @Test
    void nothing_answers_in_clear_text() throws Exception {
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), plainPort).close())
                .isInstanceOf(ConnectException.class);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.uri().getPort())) {
            socket.getOutputStream()
                    .write("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/1.1");
        }
    }

    private static HttpResponse<String> get(SSLContext context, String authorization) throws Exception {
        return get("/v1/caller", context, authorization);
    }

    private static HttpResponse<String> get(String path, SSLContext context, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri().resolve(path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    /** What is answered to a request for the health, which takes no key. Whoever is refused may notice only on writing or reading. */
    private static String ask(SSLContext context, String protocol) throws IOException {
        URI uri = service.uri();
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            socket.getOutputStream()
                    .write("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The JDK's own client would not send it. */
    private static byte[] helloOfTls11() throws IOException {
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(hello);
        out.writeShort(TLS_1_1);
        out.write(new byte[32]);
        out.writeByte(0);
        out.writeShort(4);
        out.writeShort(0xc00a); // TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA
        out.writeShort(0xc014); // TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA
        out.writeShort(0x0100); // no compression
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        out = new DataOutputStream(record);
        out.writeByte(22);
        out.writeShort(0x0301);
        out.writeShort(hello.size() + 4);
        out.writeByte(1);
        out.writeByte(0);
        out.writeShort(hello.size());
        hello.writeTo(out);
        return record.toByteArray();
    }
}
