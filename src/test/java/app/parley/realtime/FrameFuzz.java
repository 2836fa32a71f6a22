package app.parley.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.parley.testing.Person;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Frames as no decent client sends them: good ones, damaged in one to three ways. */
final class FrameFuzz {

    private static final List<String> COMMANDS = List.of(
            "",
            "SAND",
            "send",
            "MESSAGE",
            "RECEIPT",
            "BEGIN",
            "ACK",
            "NACK",
            "GET / HTTP/1.1",
            "\u0000",
            "💥",
            "X".repeat(5_000));
    private static final List<String> HEADERS = List.of(
            "destination:/topic/**",
            "destination:/app/rooms/0/messages",
            "destination:" + "/x".repeat(40_000),
            "destination:",
            "destination",
            ":",
            ":value",
            "::::",
            "id:",
            "id:" + "i".repeat(3_000),
            "content-type:no type",
            "content-type:application/json;charset=nothing",
            "content-type:*/*",
            "content-length:-1",
            "content-length:0",
            "content-length:5",
            "content-length:99999999999999999999",
            "content-length:2147483647",
            "content-length:many",
            "heart-beat:99999999999,9223372036854775807",
            "heart-beat:-1,-1",
            "heart-beat:often",
            "accept-version:0.9",
            "accept-version:,,,",
            "transaction:1",
            "receipt:\\c\\n",
            "receipt:" + "r".repeat(10_000),
            "simpSessionId:other",
            "simpUser:1",
            "nativeHeaders:{}",
            "broken:\\q",
            "broken:\\",
            "broken\\t:1",
            "h:" + "v".repeat(70_000),
            "\u0001\u0002:\u0003",
            "💥:💥");
    private static final List<String> BODIES = List.of(
            "",
            "{",
            "}",
            "null",
            "[]",
            "[".repeat(20_000),
            "{\"a\":".repeat(5_000),
            "\"" + "x".repeat(60_000) + "\"",
            "{\"clientId\":null,\"body\":null}",
            "{\"clientId\":{},\"body\":[]}",
            "{\"clientId\":\"ID\",\"body\":\"\\ud83e\"}",
            "{\"clientId\":\"ID\",\"body\":\"\\u0000\"}",
            "{\"clientId\":\"ID\",\"body\":\"\\q\"}",
            "{\"clientId\":\"ID\",\"body\":\"\\u12\"}",
            "{\"clientId\":\"ID\",\"body\":NaN}",
            "{\"clientId\":\"ID\",\"body\":\"a\",\"body\":\"b\"}",
            "{\"clientId\":\"ID\",\"body\":\"a\",\"replyTo\":1e400}",
            "{\"clientId\":\"ID\",\"body\":\"a\",\"replyTo\":-99999999999999999999}",
            "{\"clientId\":\"ID\",\"body\":\"a\",\"@class\":\"java.lang.Runtime\"}",
            "{\"seq\":\"first\",\"on\":7,\"state\":[]}",
            "{\"seq\":9223372036854775807}",
            "\uFEFF{\"clientId\":\"ID\",\"body\":\"a\"}");

    private final Random random;
    private final long room;
    private final Person person;
    private final List<UnaryOperator<byte[]>> damages = List.of(
            this::flip,
            this::cut,
            this::insertNoise,
            this::insertNul,
            this::repeatPart,
            this::truncate,
            this::otherCommand,
            this::addHeader,
            this::addHeader,
            this::repeatHeader,
            this::dropHeader,
            this::otherBody,
            this::otherBody,
            this::otherLineEnds,
            this::anotherBehind,
            this::hugeBody);

    FrameFuzz(Random random, long room, Person person) {
        this.random = random;
        this.room = room;
        this.person = person;
    }

    /** A frame with its NUL, usually broken; now and then nothing but noise, or well-formed. */
    byte[] next() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return noise(random.nextInt(2_000));
        }
        byte[] frame = good();
        for (int i = 0; i < kind % 4; i++) {
            frame = any(damages).apply(frame);
        }
        return frame;
    }

    /** A SockJS request with this frame, damaged on the way. */
    byte[] envelope() {
        String frame = new String(next(), UTF_8);
        StringBuilder json = new StringBuilder("[\"");
        frame.chars().forEach(c -> json.append("\\u%04x".formatted(c)));
        byte[] envelope = json.append("\"]").toString().getBytes(UTF_8);
        for (int i = 0; i < random.nextInt(3); i++) {
            envelope = any(List.<UnaryOperator<byte[]>>of(
                            this::flip,
                            this::cut,
                            this::insertNoise,
                            this::insertNul,
                            this::repeatPart,
                            this::truncate))
                    .apply(envelope);
        }
        return envelope;
    }

    byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    <T> T any(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    private byte[] good() {
        String message = "/app/rooms/" + room + "/messages";
        String body = "{\"clientId\":\"" + id() + "\",\"body\":\"fuzz\"}";
        return any(List.of(
                        "SEND\ndestination:" + message + "\ncontent-type:application/json\n\n" + body + "\0",
                        "SEND\ndestination:" + message + "\ncontent-length:" + body.length() + "\n\n" + body + "\0",
                        "SEND\ndestination:" + message + "/" + random.nextInt(20) + "/edit\n\n{\"body\":\"edited\"}\0",
                        "SEND\ndestination:" + message + "/" + random.nextInt(20) + "/delete\n\n{}\0",
                        "SEND\ndestination:/app/rooms/" + room + "/read\n\n{\"seq\":" + random.nextInt(9) + "}\0",
                        "SEND\ndestination:/app/rooms/" + room + "/typing\n\n{\"on\":true}\0",
                        "SEND\ndestination:/app/presence\n\n{\"state\":\"active\"}\0",
                        "SUBSCRIBE\nid:" + random.nextInt(50) + "\ndestination:/topic/rooms." + room + "\n\n\0",
                        "SUBSCRIBE\nid:" + random.nextInt(50) + "\ndestination:/user/queue/rooms\n\n\0",
                        "UNSUBSCRIBE\nid:" + random.nextInt(50) + "\n\n\0",
                        "CONNECT\naccept-version:1.2\nhost:parley\nheart-beat:0,0\n" + person.csrfHeader() + ":"
                                + person.csrfToken() + "\n\n\0",
                        "DISCONNECT\nreceipt:77\n\n\0",
                        "\n\n\n"))
                .getBytes(UTF_8);
    }

    private byte[] flip(byte[] frame) {
        byte[] damaged = frame.clone();
        if (damaged.length > 0) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private byte[] cut(byte[] frame) {
        int from = random.nextInt(frame.length + 1);
        int to = from + random.nextInt(frame.length - from + 1);
        return join(part(frame, 0, from), part(frame, to, frame.length));
    }

    private byte[] insertNoise(byte[] frame) {
        return insert(frame, noise(1 + random.nextInt(30)));
    }

    private byte[] insertNul(byte[] frame) {
        return insert(frame, new byte[1 + random.nextInt(3)]);
    }

    private byte[] repeatPart(byte[] frame) {
        int from = random.nextInt(frame.length + 1);
        int to = from + random.nextInt(frame.length - from + 1);
        return insert(frame, part(frame, from, to));
    }

    private byte[] truncate(byte[] frame) {
        return part(frame, 0, random.nextInt(frame.length + 1));
    }

    private byte[] otherCommand(byte[] frame) {
        int end = indexOf(frame, "\n");
        return end < 0 ? frame : join(any(COMMANDS).getBytes(UTF_8), part(frame, end, frame.length));
    }

    private byte[] addHeader(byte[] frame) {
        return insertAt(frame, headersAt(frame), (any(HEADERS) + "\n").getBytes(UTF_8));
    }

    private byte[] repeatHeader(byte[] frame) {
        int times = 1 + random.nextInt(100);
        return insertAt(
                frame,
                headersAt(frame),
                (any(HEADERS.subList(0, 2)) + "\n").repeat(times).getBytes(UTF_8));
    }

    private byte[] dropHeader(byte[] frame) {
        int from = headersAt(frame);
        int end = indexOf(part(frame, from, frame.length), "\n");
        return join(part(frame, 0, from), part(frame, from + end + 1, frame.length));
    }

    private byte[] otherBody(byte[] frame) {
        int from = indexOf(frame, "\n\n");
        byte[] body = (any(BODIES).replace("ID", id()) + "\0").getBytes(UTF_8);
        return from < 0 ? frame : join(part(frame, 0, from + 2), body);
    }

    private byte[] otherLineEnds(byte[] frame) {
        return new String(frame, UTF_8)
                .replace("\n", any(List.of("\r\n", "\r", "\n\r")))
                .getBytes(UTF_8);
    }

    private byte[] anotherBehind(byte[] frame) {
        return join(frame, good());
    }

    private byte[] hugeBody(byte[] frame) {
        int from = indexOf(frame, "\n\n");
        byte[] body = ("x".repeat(100_000 + random.nextInt(100_000)) + "\0").getBytes(UTF_8);
        return from < 0 ? frame : join(part(frame, 0, from + 2), body);
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private byte[] insert(byte[] frame, byte[] more) {
        return insertAt(frame, random.nextInt(frame.length + 1), more);
    }

    private static byte[] insertAt(byte[] frame, int at, byte[] more) {
        return join(join(part(frame, 0, at), more), part(frame, at, frame.length));
    }

    private static int headersAt(byte[] frame) {
        return indexOf(frame, "\n") + 1;
    }

    private static int indexOf(byte[] frame, String wanted) {
        byte[] bytes = wanted.getBytes(UTF_8);
        for (int at = 0; at + bytes.length <= frame.length; at++) {
            if (frame[at] == bytes[0] && frame[at + bytes.length - 1] == bytes[bytes.length - 1]) {
                return at;
            }
        }
        return -1;
    }

    private static byte[] part(byte[] frame, int from, int to) {
        return Arrays.copyOfRange(frame, from, to);
    }

    private static byte[] join(byte[] one, byte[] other) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(one.length + other.length);
        joined.writeBytes(one);
        joined.writeBytes(other);
        return joined.toByteArray();
    }
}
