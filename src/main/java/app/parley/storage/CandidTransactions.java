package app.parley.storage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Says why a transaction failed, also when it cannot be rolled back any more: the database has done that itself, or the
 * connection is gone and the transaction with it. Otherwise the second failure would take the place of the first.
 */
final class CandidTransactions extends JpaTransactionManager {

    private static final Logger log = LoggerFactory.getLogger(CandidTransactions.class);

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (TransactionException e) {
            log.debug("There was nothing left to roll back", e);
        }
    }
}
