package app.parley.web;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The shortest health check: this process answers. */
@RestController
class UpController {

    @GetMapping("/up")
    ResponseEntity<String> show() {
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("up\n");
    }
}
