package app.parley.account;

import app.parley.web.Creation;
import app.parley.web.Limited;
import app.parley.web.NotFound;
import app.parley.web.SeeOther;
import java.time.Clock;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** Blocking somebody, and taking that back. The other is not told. */
@Controller
class BlockController {

    private final Users users;
    private final Blocks blocks;
    private final Clock clock;

    BlockController(Users users, Blocks blocks, Clock clock) {
        this.users = users;
        this.blocks = blocks;
        this.clock = clock;
    }

    @Limited(Creation.BLOCK)
    @PostMapping("/users/{id:\\d{1,18}}/block")
    View create(User me, @PathVariable long id) {
        Block.Id block = block(me, id);
        if (!blocks.existsById(block)) {
            try {
                blocks.save(new Block(block, clock.instant()));
            } catch (DataIntegrityViolationException _) {
                // pressed twice: it is what was wanted
            }
        }
        return new SeeOther("/users/" + id);
    }

    @PostMapping("/users/{id:\\d{1,18}}/block/delete")
    View destroy(User me, @PathVariable long id) {
        blocks.deleteById(block(me, id));
        return new SeeOther("/users/" + id);
    }

    /** @throws NotFound if there is no such person, or it is oneself */
    private Block.Id block(User me, long id) {
        if (id == me.id() || users.findById(id).isEmpty()) {
            throw new NotFound("user " + id);
        }
        return new Block.Id(me.id(), id);
    }
}
