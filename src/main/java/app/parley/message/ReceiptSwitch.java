package app.parley.message;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether there are read receipts here at all. */
@Component
class ReceiptSwitch {

    private final JdbcClient jdbc;

    ReceiptSwitch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public boolean isOn() {
        return jdbc.sql("select enabled from receipt where id = 1")
                .query(Boolean.class)
                .single();
    }

    @Transactional
    public void turn(boolean on) {
        jdbc.sql("update receipt set enabled = ? where id = 1").param(on).update();
    }
}
