package app.parley.testing.load;

import java.util.Random;

/** Message bodies of many lengths in several scripts: what is stored must come back byte by byte. */
final class Texts {

    private static final String[] PHRASES = {
        "The build is green again.",
        "Kannst du das bitte prüfen?",
        "¿Quién está de guardia hoy?",
        "Ça marche, merci beaucoup !",
        "会議は三時からです。",
        "سأرسل التقرير غدًا.",
        "कल मिलते हैं",
        "Deployed 👩🏽‍💻 🎉",
        "`select 1` answers **at once**",
        "- [x] reviewed\n- [ ] released",
        "https://example.org/a?b=c&d=e#f",
        "<b>not bold</b> & \"quoted\" \\ 'text'",
        "e\u0301 is not \u00e9"
    };

    private Texts() {}

    /** A text that begins with the marker and has 1 to 20 phrases, mostly few. */
    static String of(String marker, Random random) {
        int phrases = 1 + (int) (19 * Math.pow(random.nextDouble(), 4));
        StringBuilder text = new StringBuilder(marker);
        for (int i = 0; i < phrases; i++) {
            text.append(i % 5 == 4 ? "\n" : " ").append(PHRASES[random.nextInt(PHRASES.length)]);
        }
        return text.toString();
    }
}
