package app.parley.journey;

import app.parley.testing.KeptPages;
import app.parley.testing.Visit;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ViewportSize;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at pages as they are now: in both colour schemes, on a phone also at the least width, for what no page may have.
 * Keeps each page, as it was sent and as it then stood.
 */
final class Inspection {

    private static final int NARROWEST = 360;
    private static final int NARROWEST_HEIGHT = 740;

    /** What fingers must hit. Words within a sentence are exempt (WCAG 2.2, 2.5.8), and the messages' own links with them. */
    private static final String SMALL_TARGETS = """
            () => {
              const half = 21.5
              const reaches = (e, x, y) => e.contains(document.elementFromPoint(x, y))
              const isSmall = e => {
                const { width, height } = e.getBoundingClientRect()
                if (width <= 1 || (width > 2 * half && height > 2 * half)) return false
                e.scrollIntoView({ block: 'center', inline: 'center' }) // its area may be larger than its box
                const { x, y, width: w, height: h } = e.getBoundingClientRect()
                const [cx, cy] = [x + w / 2, y + h / 2]
                return !(reaches(e, cx, cy - half) && reaches(e, cx, cy + half) && (w > 2 * half || reaches(e, cx - half, cy) && reaches(e, cx + half, cy)))
              }
              return [...document.querySelectorAll('button, a, select, textarea, input:not([type=hidden])')]
                .filter(e => !e.closest('.message, p, .skip-link, [inert]') && e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
                .map(e => e.matches('[type=radio], [type=checkbox]') ? e.closest('label') : e)
                .filter(isSmall)
                .map(e => `${e.outerHTML.slice(0, 90)} ${e.getBoundingClientRect().width} x ${e.getBoundingClientRect().height}`)
            }""";

    private static final String COLOURS_SETTLED = """
            async () => {
              const frame = () => new Promise(requestAnimationFrame)
              await frame()
              do { // one may set off the next: an inherited colour moves down a level at a time
                await Promise.allSettled(document.getAnimations().map(animation => animation.finished))
                await frame()
              } while (document.getAnimations().length > 0)
            }""";

    private final Visit visit;
    private final boolean phone;
    private final List<String> findings = new ArrayList<>();

    Inspection(Visit visit) {
        this.visit = visit;
        this.phone = (Boolean) visit.page().evaluate("() => matchMedia('(pointer: coarse)').matches");
    }

    /** Everything that was wrong so far, each with the page that it was wrong on. */
    List<String> findings() {
        return findings;
    }

    /** Opens a page and looks at it. */
    void visit(String path) {
        Response response = visit.page().navigate(path);
        KeptPages.keep("sent " + response.status() + path, response.text());
        look(path);
    }

    /** Looks at the page as it is. */
    void look(String name) {
        Page page = visit.page();
        KeptPages.keep("seen " + name, page.content());
        paint(ColorScheme.DARK);
        visit.colourViolations().forEach(violation -> note(name + " in the dark", violation));
        paint(ColorScheme.LIGHT);
        visit.accessibilityViolations().forEach(violation -> note(name, violation));
        measure(name);
        if (phone) {
            ViewportSize size = page.viewportSize();
            page.setViewportSize(NARROWEST, NARROWEST_HEIGHT);
            measure(name + " at " + NARROWEST);
            page.setViewportSize(size.width, size.height);
        }
    }

    private void paint(ColorScheme scheme) {
        visit.page()
                .emulateMedia(
                        new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        visit.page().evaluate(COLOURS_SETTLED);
    }

    private void measure(String name) {
        if (visit.scrollsSideways()) {
            note(name, "scrolls sideways");
        }
        if (phone) {
            for (Object target : (List<?>) visit.page().evaluate(SMALL_TARGETS)) {
                note(name, "small target " + target);
            }
        }
    }

    private void note(String name, String finding) {
        findings.add(name + ": " + finding);
    }
}
