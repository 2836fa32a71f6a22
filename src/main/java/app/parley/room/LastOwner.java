package app.parley.room;

import app.parley.text.Objection;
import app.parley.text.Sentence;

/** Nobody else owns the room: this person can go, or become less than an owner, once somebody else does. */
class LastOwner extends Objection {

    LastOwner() {
        super(Sentence.of("room.last-owner"));
    }
}
