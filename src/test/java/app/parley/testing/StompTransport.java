package app.parley.testing;

/** What carries the text of STOMP: a native WebSocket or SockJS. */
interface StompTransport {

    /** Sends one message; returns when it is handed to the network. Does nothing once the connection is closed. */
    void send(String text);

    /** Ends the connection as a closing tab does. */
    void close();

    /** Ends the connection without a word, as a machine that loses its network does. */
    void abort();

    /** What a transport tells; calls come one after another. */
    interface Receiver {

        void received(CharSequence text);

        /**
         * The connection is gone.
         *
         * @param reason code and text for a person to read
         */
        void closed(String reason);
    }
}
