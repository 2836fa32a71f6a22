package app.parley.testing;

import com.microsoft.playwright.Browser;

/** The devices that pages are looked at on. */
public enum Screen {
    PHONE(390, 844, true),
    DESK(1440, 900, false);

    private final int width;
    private final int height;
    private final boolean touch;

    Screen(int width, int height, boolean touch) {
        this.width = width;
        this.height = height;
        this.touch = touch;
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setHasTouch(touch)
                .setIsMobile(touch)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin");
    }
}
