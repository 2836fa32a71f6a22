package app.parley.realtime;

/** Says who may subscribe to the topics of one module. A topic to which no guard says yes is refused. */
public interface TopicGuard {

    /** Whether this user may subscribe to this topic now; false also for every topic that is not this guard's. */
    boolean allows(long userId, Topic topic);
}
