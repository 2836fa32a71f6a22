package app.parley.notification.mail;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.message.MessageLog;
import app.parley.notification.Excerpt;
import app.parley.room.Membership;
import app.parley.room.Memberships;
import app.parley.room.RoomTitles;
import app.parley.text.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Writes what is in the letters. */
@Component
class LetterWriter {

    private static final int MOST_ROOMS = 20;
    private static final int MOST_IN_A_ROOM = 5;
    private static final int LONGEST_TEXT = 300;

    /** @param url of the message in its room */
    record Line(String author, String text, String url) {}

    /**
     * @param thread the thread of letters about this room
     * @param more how many messages are not shown
     */
    record Part(String room, String thread, List<Line> lines, int more) {}

    private final Postman postman;
    private final MessageLog messages;
    private final Memberships memberships;
    private final RoomTitles titles;
    private final Users users;
    private final JdbcClient jdbc;
    private final ITemplateEngine templates;

    LetterWriter(
            Postman postman,
            MessageLog messages,
            Memberships memberships,
            RoomTitles titles,
            Users users,
            JdbcClient jdbc,
            ITemplateEngine templates) {
        this.postman = postman;
        this.messages = messages;
        this.memberships = memberships;
        this.titles = titles;
        this.users = users;
        this.jdbc = jdbc;
        this.templates = templates;
    }

    /** Asks whoever reads this to confirm the address. */
    Letter confirmation(User reader, String code) {
        String url = postman.link("/notifications/mail/confirm/" + code);
        Locale language = reader.locale();
        String text = String.join(
                "\n\n",
                hello(reader).in(language),
                Sentence.of("notification.confirmation-letter.why").in(language),
                url,
                Sentence.of("notification.confirmation-letter.otherwise").in(language) + "\n");
        String subject = Sentence.of("notification.confirm.title").in(language);
        return new Letter(
                subject,
                text,
                null,
                html("confirmation-letter", language, Map.of("reader", reader.name(), "url", url)));
    }

    /**
     * Tells what of this is still there and not read.
     *
     * @return empty if nothing is
     */
    @Transactional(readOnly = true)
    public Optional<Letter> about(MailAddress address, Collection<MailOutbox.Item> items) {
        List<Part> parts = new ArrayList<>();
        int rooms = 0;
        int count = 0;
        for (MailOutbox.Item item : items) {
            Membership membership =
                    memberships.find(address.userId(), item.roomId()).orElse(null);
            List<Long> missed = membership == null ? List.of() : missed(address.userId(), item);
            if (membership != null && !missed.isEmpty()) {
                count += missed.size();
                rooms++;
                if (parts.size() < MOST_ROOMS) {
                    part(membership, missed).ifPresent(parts::add);
                }
            }
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        User reader = users.findById(address.userId()).orElseThrow();
        return Optional.of(letter(reader, parts, rooms - parts.size(), count, unsubscribe(address)));
    }

    /** Where a letter's reader ends them. */
    String unsubscribe(MailAddress address) {
        return postman.link("/unsubscribe/" + address.unsubscribeKey());
    }

    private Letter letter(User reader, List<Part> parts, int otherRooms, int count, String unsubscribe) {
        Locale language = reader.locale();
        List<String> text = new ArrayList<>();
        text.add(hello(reader).in(language));
        text.add("");
        text.add(Sentence.of("notification.letter.begin").in(language));
        for (Part part : parts) {
            text.add("");
            text.add(part.room());
            for (Line line : part.lines()) {
                text.add("  " + line.author() + ": " + line.text().replace("\n", "\n    "));
                text.add("  " + line.url());
            }
            if (part.more() > 0) {
                text.add("  "
                        + Sentence.of("notification.letter.more", part.more()).in(language));
            }
        }
        text.add("");
        if (otherRooms > 0) {
            text.add(Sentence.of("notification.letter.other-rooms", otherRooms).in(language));
            text.add("");
        }
        text.add(Sentence.of("notification.letter.unsubscribe").in(language));
        text.add(unsubscribe);
        return new Letter(
                subject(parts, count).in(language),
                String.join("\n", text) + "\n",
                parts.size() == 1 ? parts.getFirst().thread() : "rooms",
                html(
                        "letter",
                        language,
                        Map.of(
                                "reader", reader.name(),
                                "parts", parts,
                                "otherRooms", otherRooms,
                                "unsubscribe", unsubscribe)));
    }

    /** The room of two is called like the other. */
    private static Sentence subject(List<Part> parts, int count) {
        String room = parts.getFirst().room();
        String author = parts.getFirst().lines().getFirst().author();
        if (count > 1) {
            return Sentence.of("notification.letter.subject-many", count);
        } else if (room.equals(author)) {
            return Sentence.of("notification.letter.subject-direct", author);
        } else {
            return Sentence.of("notification.letter.subject", author, room);
        }
    }

    private static Sentence hello(User reader) {
        return Sentence.of("notification.letter.hello", reader.name());
    }

    /** Empty if what was missed is deleted at this moment. */
    private Optional<Part> part(Membership membership, List<Long> missed) {
        long roomId = membership.room().id();
        List<Line> lines = missed.stream()
                .limit(MOST_IN_A_ROOM)
                .flatMap(seq -> messages.find(roomId, seq).stream())
                .map(this::line)
                .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Part(titles.of(membership), "room-" + roomId, lines, missed.size() - lines.size()));
    }

    private Line line(MessageLog.Entry message) {
        String author = users.findById(message.authorId()).map(User::name).orElseThrow();
        String url = postman.link("/rooms/%d/messages/%d".formatted(message.roomId(), message.seq()));
        return new Line(author, Excerpt.of(message.text(), LONGEST_TEXT), url);
    }

    private List<Long> missed(long userId, MailOutbox.Item item) {
        return jdbc.sql("""
                        select k.seq from membership m join room r on r.id = m.room_id
                        join message k on k.id >= :first and k.id <= :last
                        where m.user_id = :user and m.room_id = :room and\s""" + MailNotices.CALLS + " order by k.id")
                .param("user", userId)
                .param("room", item.roomId())
                .param("first", MessageLog.id(item.roomId(), item.firstSeq()))
                .param("last", MessageLog.id(item.roomId(), item.lastSeq()))
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private String html(String template, Locale language, Map<String, Object> model) {
        return Objects.requireNonNull(templates.process("notification/" + template, new Context(language, model)));
    }
}
