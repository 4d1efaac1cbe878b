package db

import (
	"context"
	"errors"

	"github.com/uptrace/bun"

	"chattr/internal/model"
)

// audited is tx for a change that the entry tells of: it is stored, with an id and a number, after fn and with all that fn did,
// or neither is. Each change that people may ask about is made through it; it is all that takes here, and what is done to a
// server goes through acted. fn may complete the entry by what it reads. The row of the installation, where the entry has no
// server, is locked last.
//
// A nil entry is tx alone.
func (db *DB) audited(ctx context.Context, entry *model.AuditEntry, fn func(context.Context, bun.Tx) error) error {
	if err := db.identify(ctx, entry); err != nil {
		return err
	}
	var before model.AuditEntry
	if entry != nil {
		before = *entry
	}
	return db.tx(ctx, func(ctx context.Context, tx bun.Tx) error {
		if entry != nil {
			*entry = before // what another run has written into it may not hold any more
		}
		if err := fn(ctx, tx); err != nil {
			return err
		}
		return insertAuditEntry(ctx, tx, entry)
	})
}

// identify gives the entry its id, before the transaction.
func (db *DB) identify(ctx context.Context, entry *model.AuditEntry) (err error) {
	if entry != nil {
		entry.ID, err = db.NewID(ctx, model.KindAuditEntry)
	}
	return err
}

// insertAuditEntry numbers the entry and stores it, unless it tells of a change that changed nothing. acted has seen that the
// server is not deleted: so nothing is added to a log that is being swept.
func insertAuditEntry(ctx context.Context, tx bun.Tx, entry *model.AuditEntry) error {
	if entry == nil || entry.ChangesNothing() {
		return nil
	}
	number := tx.NewRaw("UPDATE servers SET audit_number = audit_number + 1 WHERE id = ? RETURNING audit_number", entry.ServerID)
	if entry.ServerID == 0 {
		number = tx.NewRaw("UPDATE installation SET audit_number = audit_number + 1 RETURNING audit_number")
	}
	if err := number.Scan(ctx, &entry.Number); err != nil {
		return err
	}
	return insertAll(ctx, tx, entry)
}

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
	return wrap(insertAuditEntry(tx.ctx, tx.sql, entry))
}

func insertAuditEntries(ctx context.Context, tx bun.Tx, entries []*model.AuditEntry) error {
	for _, entry := range entries {
		if err := insertAuditEntry(ctx, tx, entry); err != nil {
			return err
		}
	}
	return nil
}

// nameTarget is for what reads the target in its transaction: its name there is the one of that moment.
func nameTarget(entry *model.AuditEntry, name string) {
	if entry != nil {
		entry.TargetName = name
	}
}

// AuditLogsOf is a page of the audit log of each server.
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

// InstallationLog is a page of the entries that belong to no server.
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

// AuditEntry is one entry. NOT_FOUND when there is none.
func (db *DB) AuditEntry(ctx context.Context, id model.ID) (*model.AuditEntry, error) {
	e := new(model.AuditEntry)
	return e, wrap(db.read.NewSelect().Model(e).Where("id = ?", id).Scan(ctx))
}
