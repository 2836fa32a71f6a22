package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.file.PicturesTests;
import app.parley.testing.OnBothDatabases;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ada gives herself a picture; Bo is in a room with her. */
@OnBothDatabases
class PictureIT {

    private static final Pattern PATH = Pattern.compile("src=\"(/users/\\d+/picture/[0-9a-f]{16})\"");

    private final ParleyServer server;
    private Person ada;
    private Person bo;
    private long room;

    PictureIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void arrive() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Kitchen", "open");
        bo.join(room);
        ada.post(room, "soup");
    }

    @Test
    void aPictureIsShownWhereverItsPersonIs() throws IOException {
        assertThat(path(bo.get("/rooms/" + room))).isNull();

        upload(red()).expect(303);

        String path = path(ada.get("/profile"));
        assertThat(path).startsWith("/users/" + ada.id() + "/picture/");
        assertThat(path(bo.get("/users/" + ada.id()))).isEqualTo(path);
        assertThat(path(bo.get("/rooms/" + room + "/members"))).isEqualTo(path);
        assertThat(bo.get("/rooms/" + room).body()).contains("avatar__picture\" src=\"" + path);
        assertThat(bo.transcript(room, "").path("messages").get(0).path("html").asString())
                .contains(path);
        assertThat(bo.get("/people?q=" + ada.username(), "application/json")
                        .json()
                        .path("people")
                        .get(0)
                        .path("picture")
                        .asString())
                .isEqualTo(path);
    }

    @Test
    void browsersKeepItAndGetAnotherAddressForAnother() throws IOException, InterruptedException {
        upload(red()).expect(303);
        String first = path(ada.get("/profile"));

        HttpResponse<byte[]> answer = fetch(bo, first);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("image/jpeg");
        assertThat(answer.headers().firstValue("cache-control").orElseThrow())
                .contains("private", "immutable", "max-age=31536000");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertThat(image.getWidth()).isEqualTo(256);
        assertThat(new Color(image.getRGB(128, 128)).getRed()).isGreaterThan(200);

        upload(picture(Color.BLUE)).expect(303);
        String second = path(ada.get("/profile"));
        assertThat(second).isNotEqualTo(first);
        assertThat(fetch(bo, first).statusCode()).isEqualTo(404);
        assertThat(fetch(bo, second).statusCode()).isEqualTo(200);
        assertThat(fetch(Person.visiting(server.uri()), second).statusCode()).isEqualTo(302);
    }

    @Test
    void openPagesAreToldAndSoTheyAreWhenItIsRemoved() throws IOException {
        try (StompConnection bos = StompConnection.open(bo)) {
            String topic = "/topic/rooms." + room;
            bos.subscribe("/user/queue/errors");
            bos.subscribe(topic);
            bos.settle();

            upload(red()).expect(303);
            bos.await(
                    topic,
                    event -> event.path("member").path("picture").asString("").startsWith("/users/" + ada.id()));

            ada.post("/profile/picture/delete", Map.of()).expect(303);
            bos.await(
                    topic,
                    event -> event.has("member")
                            && event.path("member").path("picture").isNull());
        }
        assertThat(path(bo.get("/rooms/" + room))).isNull();
        assertThat(bo.transcript(room, "").path("messages").get(0).path("html").asString())
                .doesNotContain("avatar__picture");
    }

    @Test
    void whatCannotBeUsedIsRefusedBesideTheFieldAndThePictureBeforeStays() throws IOException {
        upload(red()).expect(303);
        String before = path(ada.get("/profile"));

        refused("Choose a picture first.", new byte[0]);
        refused("This picture cannot be read.", "nonsense".getBytes(StandardCharsets.US_ASCII));
        refused("50,000 × 50,000 pixels are too many", PicturesTests.bomb());
        refused("This file is larger than 10 MB.", new byte[10 * 1024 * 1024 + 1]);

        assertThat(path(ada.get("/profile"))).isEqualTo(before);
    }

    @Test
    void theFormWithoutItsTokenIsRefused() throws IOException {
        String body = "--b\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"me.png\"\r\n\r\n"
                + new String(red(), StandardCharsets.ISO_8859_1) + "\r\n--b--\r\n";

        Page answer = ada.exchange(ada.request("/profile/picture")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1)));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(path(ada.get("/profile"))).isNull();
    }

    private void refused(String sentence, byte[] file) {
        upload(file).expect(303);
        assertThat(ada.get("/profile").body()).contains(sentence);
    }

    private Page upload(byte[] file) {
        return ada.upload("/profile/picture", "picture", file);
    }

    private HttpResponse<byte[]> fetch(Person person, String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(server.uri().resolve(path))
                            .header("Cookie", person.cookieHeader())
                            .header("Accept", "image/avif,image/webp,*/*")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static @Nullable String path(Page page) {
        Matcher found = PATH.matcher(page.expect(200).body());
        return found.find() ? found.group(1) : null;
    }

    private static byte[] red() throws IOException {
        return picture(Color.RED);
    }

    private static byte[] picture(Color colour) throws IOException {
        var image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, 400, 300);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
