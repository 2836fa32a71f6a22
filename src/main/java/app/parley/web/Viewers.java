package app.parley.web;

import org.jspecify.annotations.Nullable;

/** Where pages learn who is looking; the module that knows people implements it. */
public interface Viewers {

    /** The active user with this id, or null if there is none. */
    @Nullable
    Viewer find(long userId);
}
