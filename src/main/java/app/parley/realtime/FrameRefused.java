package app.parley.realtime;

/** A frame that breaks the protocol: it is answered with an ERROR frame that says this sentence, and the socket closes. */
class FrameRefused extends RuntimeException {

    FrameRefused(String sentence) {
        super(sentence, null, false, false);
    }
}
