package app.parley.account;

import app.parley.file.Pictures;
import app.parley.file.UnusablePicture;
import app.parley.text.Sentence;
import app.parley.web.NotFound;
import app.parley.web.RateLimit;
import app.parley.web.SeeOther;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own picture, and everybody's for whoever is signed in. */
@Controller
class PictureController {

    /** In pixels: the largest that pages show, on a dense screen. */
    private static final int SIDE = 256;

    private static final DataSize LARGEST = DataSize.ofMegabytes(10);
    private static final View PAGE = new SeeOther("/profile");
    private static final String PROBLEM = "pictureProblem";

    private static final CacheControl KEPT =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

    private final Pictures pictures;
    private final UserPictures userPictures;
    private final RateLimit pace;

    PictureController(
            Pictures pictures,
            UserPictures userPictures,
            @Value("${parley.limits.enabled:true}") boolean limited,
            @Value("${parley.limits.pictures.burst:10}") long burst,
            @Value("${parley.limits.pictures.per-burst:10m}") Duration perBurst) {
        this.pictures = pictures;
        this.userPictures = userPictures;
        this.pace = new RateLimit(limited, burst, perBurst);
    }

    /** The version makes the address another one for each picture, so browsers may keep what they got. */
    @GetMapping("/users/{id:\\d{1,18}}/picture/{version}")
    ResponseEntity<byte[]> show(@PathVariable long id, @PathVariable String version) {
        byte[] jpeg = userPictures.find(id, version).orElseThrow(() -> new NotFound("picture"));
        return ResponseEntity.ok()
                .cacheControl(KEPT)
                .contentType(MediaType.IMAGE_JPEG)
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .body(jpeg);
    }

    @PostMapping("/profile/picture")
    View create(User me, @RequestParam(required = false) @Nullable MultipartFile picture, RedirectAttributes next) {
        Sentence problem = keep(me, picture);
        next.addFlashAttribute(problem == null ? "notice" : PROBLEM, problem == null ? "web.saved" : problem.here());
        return PAGE;
    }

    @PostMapping("/profile/picture/delete")
    View destroy(User me, RedirectAttributes next) {
        userPictures.drop(me);
        next.addFlashAttribute("notice", "account.picture.gone");
        return PAGE;
    }

    /** Returns what is wrong, or null. */
    private @Nullable Sentence keep(User me, @Nullable MultipartFile picture) {
        if (picture == null || picture.isEmpty()) {
            return Sentence.of("account.picture.none");
        } else if (picture.getSize() > LARGEST.toBytes()) {
            return Sentence.of("account.picture.too-large");
        }
        Duration wait = pace.take(me.id());
        if (wait.isPositive()) {
            return RateLimit.tooOften(wait);
        }
        try {
            userPictures.replace(me, pictures.square(picture, SIDE));
            return null;
        } catch (UnusablePicture unusable) {
            return unusable.sentence();
        }
    }
}
