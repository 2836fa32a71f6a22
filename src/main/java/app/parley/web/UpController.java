package app.parley.web;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The shortest health check: this process answers. */
@RestController
class UpController {

    @GetMapping(path = "/up", produces = MediaType.TEXT_PLAIN_VALUE)
    String show() {
        return "up\n";
    }
}
