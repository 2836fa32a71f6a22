package app.parley.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class StatementCounterTests {

    private final StatementCounter counter = new StatementCounter();
    private JdbcTemplate jdbc;

    @BeforeEach
    void aTable() {
        var memory = new SingleConnectionDataSource("jdbc:sqlite::memory:", true);
        jdbc = new JdbcTemplate((DataSource) counter.postProcessAfterInitialization(memory, "dataSource"));
        jdbc.execute("create table thing (id bigint, name text)");
    }

    @Test
    void everyStatementIsHeardWithItsParameters() throws Exception {
        List<Executed> heard = counter.during(() -> {
            jdbc.update("insert into thing values (?, ?)", 1, "one");
            return jdbc.queryForList("select * from thing where id = ?", 1);
        });

        assertThat(heard)
                .containsExactly(
                        new Executed("insert into thing values (?, ?)", Map.of(1, 1, 2, "one")),
                        new Executed("select * from thing where id = ?", Map.of(1, 1)));
        assertThat(heard).extracting(Executed::writes).containsExactly(true, false);
    }

    @Test
    void everyRowOfABatchIsHeard() throws Exception {
        List<Executed> heard = counter.during(() -> jdbc.batchUpdate(
                "insert into thing values (?, ?)", List.of(new Object[] {1, "one"}, new Object[] {2, "two"})));

        assertThat(heard).hasSize(2);
        assertThat(heard.getLast().parameters()).isEqualTo(Map.of(1, 2, 2, "two"));
    }

    @Test
    void whatRanBeforeIsNotHeard() throws Exception {
        jdbc.execute("select 1");

        assertThat(counter.during(() -> null)).isEmpty();
    }

    @Test
    void whatAnotherThreadDoesMeanwhileCanBeLeftOut() throws Exception {
        List<Executed> heard = counter.duringHere(() -> {
            Thread other = Thread.ofVirtual().start(() -> jdbc.queryForObject("select 1", Integer.class));
            other.join();
            return jdbc.queryForObject("select 2", Integer.class);
        });

        assertThat(heard).extracting(Executed::sql).containsExactly("select 2");
    }

    @Test
    void theErrorsOfTheDatabaseStayWhatTheyAre() {
        assertThatThrownBy(() -> jdbc.execute("select nothing from nowhere"))
                .hasRootCauseInstanceOf(SQLException.class);
    }
}
