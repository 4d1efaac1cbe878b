package db

import (
	"context"
	"errors"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// InsertAuditEntry numbers an entry and stores it. It stores nothing if the entry is of an update that changed no field. The id of the
// entry must be taken before the transaction, which on SQLite is the only writer.
//
// The row of the server of the entry must be locked: no entry is added to the log of a deleted server, which is being removed. For an
// entry without a server InsertAuditEntry locks the row of the installation, which is the last in the order of locks.
func (tx *Tx) InsertAuditEntry(entry *model.AuditEntry) error {
	if entry.ChangesNothing() {
		return nil
	}
	if entry.ID == 0 {
		return errors.New("an audit entry without an id")
	}
	if entry.ServerID == 0 {
		if err := tx.inOrder(lockedInstallation, 0); err != nil {
			return err
		}
	} else if err := tx.requires(lockedServers, entry.ServerID); err != nil {
		return err
	}
	number := tx.sql.NewRaw("UPDATE servers SET audit_number = audit_number + 1 WHERE id = ? RETURNING audit_number", entry.ServerID)
	if entry.ServerID == 0 {
		number = tx.sql.NewRaw("UPDATE installation SET audit_number = audit_number + 1 RETURNING audit_number")
	}
	if err := number.Scan(tx.ctx, &entry.Number); err != nil {
		return wrap(err)
	}
	return wrap(insertAll(tx.ctx, tx.sql, entry))
}

// AuditLogsOf returns a page of the audit log of each server.
func (db *DB) AuditLogsOf(ctx context.Context, servers []model.ID, page Page) (map[model.ID][]*model.AuditEntry, error) {
	return pages(ctx, db, servers, page, list[model.AuditEntry]{
		query: func(server model.ID) *bun.SelectQuery {
			return db.read.NewSelect().Model((*model.AuditEntry)(nil)).Where("audit_entry.server_id = ?", server)
		},
		column: "audit_entry.number",
		key:    func(e *model.AuditEntry) int64 { return e.Number },
		parent: func(e *model.AuditEntry) model.ID { return e.ServerID },
	})
}

// InstallationLog returns a page of the entries that belong to no server.
func (db *DB) InstallationLog(ctx context.Context, page Page) ([]*model.AuditEntry, error) {
	installation := model.ID(0)
	entries, err := pages(ctx, db, []model.ID{installation}, page, list[model.AuditEntry]{
		query: func(model.ID) *bun.SelectQuery {
			return db.read.NewSelect().Model((*model.AuditEntry)(nil)).Where("audit_entry.server_id IS NULL")
		},
		column: "audit_entry.number",
		key:    func(e *model.AuditEntry) int64 { return e.Number },
		parent: func(e *model.AuditEntry) model.ID { return e.ServerID },
	})
	return entries[installation], err
}

// AuditEntry returns an entry of an audit log. It returns NOT_FOUND if it does not exist.
func (db *DB) AuditEntry(ctx context.Context, id model.ID) (*model.AuditEntry, error) {
	e := new(model.AuditEntry)
	return e, wrap(db.read.NewSelect().Model(e).Where("id = ?", id).Scan(ctx))
}
