package app.parley.message;

import app.parley.account.Users;
import app.parley.room.Membership;
import app.parley.room.Memberships;
import app.parley.room.RoomArchived;
import app.parley.room.RoomLog;
import app.parley.text.Sentence;
import app.parley.web.NotFound;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes into the log: the numbers, the rows and the commit belong together. */
@Component
class MessageWriter {

    private final RoomLog log;
    private final Memberships memberships;
    private final Users users;
    private final Messages messages;
    private final KnownMessages knownMessages;
    private final Mentions mentions;
    private final EntityManager entities;
    private final Clock clock;

    MessageWriter(
            RoomLog log,
            Memberships memberships,
            Users users,
            Messages messages,
            KnownMessages knownMessages,
            Mentions mentions,
            EntityManager entities,
            Clock clock) {
        this.log = log;
        this.memberships = memberships;
        this.users = users;
        this.messages = messages;
        this.knownMessages = knownMessages;
        this.mentions = mentions;
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Stores all that may be stored, in one transaction, with a number of statements that depends on the rooms and not on
     * the messages. Rights are looked up behind the locks of the rooms, so that no message is stored after its author lost
     * them; whoever sent a message before gets the first one again. What is for a room that somebody else holds is left for
     * later, so that it delays no other.
     *
     * @param postings in the order in which they came, any rooms and authors, at most a few hundred
     * @return what became of each, in the same order
     */
    @Transactional
    List<Outcome> post(List<Posting> postings) {
        Instant now = now();
        Map<Long, RoomLog.Open> logs = log.open(distinct(postings, Posting::roomId));
        Map<Membership.Id, Membership> authors = memberships.among(distinct(postings, MessageWriter::place)).stream()
                .filter(member -> member.user().isActive())
                .collect(Collectors.toMap(Membership::id, Function.identity()));
        Map<Posting.Key, Message> known = new HashMap<>(knownMessages.among(distinct(postings, Posting::key)));
        Set<Long> answered = answered(postings.stream()
                .filter(posting -> authors.containsKey(place(posting)))
                .toList());

        Set<Membership.Id> barred = barred(distinct(postings, MessageWriter::place), logs);
        Map<String, Mentioned> people = mentions.calledIn(distinct(postings, Posting::text));

        var called = new ArrayList<Mentions.Called>();
        var outcomes = new ArrayList<Outcome>(postings.size());
        for (Posting posting : postings) {
            Membership member = authors.get(place(posting));
            RoomLog.Open room = logs.get(posting.roomId());
            Message before = known.get(posting.key());
            if (member == null) {
                outcomes.add(new Outcome.Rejected(posting, new NotFound("room")));
            } else if (before != null) {
                outcomes.add(new Outcome.Repeated(posting, before, member.user()));
            } else if (room == null) {
                outcomes.add(new Outcome.Held(posting));
            } else if (isAnswerToNothing(posting, answered)) {
                outcomes.add(new Outcome.Rejected(posting, new MessageRejected(Sentence.of("message.reply.absent"))));
            } else if (room.isArchived()) {
                outcomes.add(new Outcome.Rejected(posting, new RoomArchived()));
            } else if (barred.contains(place(posting))) {
                outcomes.add(new Outcome.Rejected(posting, MessageRejected.barred()));
            } else if (!member.canPost()) {
                outcomes.add(new Outcome.Rejected(posting, MessageRejected.announcement()));
            } else if (!member.canCallMany() && posting.text().mentionsMany()) {
                outcomes.add(new Outcome.Rejected(posting, MessageRejected.callsMany()));
            } else {
                Message message = write(posting, room, now);
                known.put(posting.key(), message);
                List<Mentioned> mentioned = Mentions.in(posting.text(), people);
                called.add(new Mentions.Called(message, posting.text(), mentioned));
                outcomes.add(new Outcome.Stored(posting, message, member.user(), mentioned));
            }
        }
        log.close(logs.values(), now);
        entities.flush(); // here, where an exception says what is wrong
        mentions.store(called);
        return outcomes;
    }

    /** Those of these people whose row somebody else holds: nothing by them can be stored now. */
    @Transactional
    Set<Long> heldAuthors(Set<Long> ids) {
        var held = new HashSet<>(ids);
        users.lockFree(ids).forEach(user -> held.remove(user.id()));
        return held;
    }

    /**
     * Changes what a message says, which takes the right to say something new there now: else an old message of somebody who may
     * no longer post is a way to post.
     *
     * @throws NotFound if the message was deleted, or the right to change it ended, in the meantime
     * @throws MessageRejected if this person can say nothing, or not this, in this room
     */
    @Transactional
    Message edit(long roomId, long id, MessageText text, long byUserId) {
        long change = log.change(roomId).change();
        Membership membership = memberships.require(byUserId, roomId);
        if (!membership.user().isActive()) {
            throw new NotFound("room");
        } else if (membership.room().isDirect()
                && !memberships.barred(Set.of(membership.id())).isEmpty()) {
            throw MessageRejected.barred();
        } else if (!membership.canPost()) {
            throw MessageRejected.announcement();
        } else if (!membership.canCallMany() && text.mentionsMany()) {
            throw MessageRejected.callsMany();
        }
        Message message = alive(id);
        message.edit(text.source(), change, now());
        mentions.forget(message);
        mentions.store(List.of(new Mentions.Called(message, text, Mentions.in(text, mentions.calledIn(Set.of(text))))));
        return message;
    }

    /**
     * Takes a message back. Its author may, as long as they are in the room and it is not archived, even where they may not
     * post any more: it says nothing new.
     *
     * @throws NotFound if the message was deleted, or the right to delete it ended, in the meantime
     */
    @Transactional
    Message delete(long roomId, long id, long byUserId) {
        long change = log.change(roomId).change();
        Membership membership = memberships.require(byUserId, roomId);
        Message message = alive(id);
        if (!message.isDeletableBy(membership)) {
            throw new NotFound("message");
        }
        message.delete(byUserId, change, now());
        mentions.forget(message);
        return message;
    }

    private Message write(Posting posting, RoomLog.Open room, Instant now) {
        var message = new Message(posting.roomId(), room.next(), posting.authorId(), posting.draft(), now);
        entities.persist(message);
        return message;
    }

    private Set<Membership.Id> barred(Collection<Membership.Id> places, Map<Long, RoomLog.Open> logs) {
        List<Membership.Id> direct = places.stream()
                .filter(place -> logs.containsKey(place.roomId())
                        && logs.get(place.roomId()).isDirect())
                .toList();
        return direct.isEmpty() ? Set.of() : memberships.barred(direct);
    }

    private Set<Long> answered(List<Posting> postings) {
        List<Long> ids = postings.stream()
                .map(MessageWriter::answeredId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return ids.isEmpty() ? Set.of() : messages.existing(ids);
    }

    private static boolean isAnswerToNothing(Posting posting, Set<Long> answered) {
        Long id = answeredId(posting);
        return id != null && !answered.contains(id);
    }

    private static @Nullable Long answeredId(Posting posting) {
        Long seq = posting.draft().replyTo();
        return seq == null ? null : Long.valueOf(MessageId.clamped(posting.roomId(), seq));
    }

    private static Membership.Id place(Posting posting) {
        return new Membership.Id(posting.roomId(), posting.authorId());
    }

    private static <T> Collection<T> distinct(List<Posting> postings, Function<Posting, T> part) {
        return postings.stream().map(part).collect(Collectors.toSet());
    }

    /** Read after the room's row is locked, so that of an edit and a deletion at the same moment one comes first. */
    private Message alive(long id) {
        Message message = entities.find(Message.class, id);
        if (message == null || message.isDeleted()) {
            throw new NotFound("message");
        }
        return message;
    }

    /** As exact as it is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
