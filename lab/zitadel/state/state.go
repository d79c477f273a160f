// Package state keeps the objects of the instance in memory, and writes them to a file after each change.
package state

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/app"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/object"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/org"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/policy"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/project"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/user"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// firstID makes ids as long as Zitadel's.
const firstID = 310000000000000000

// Organization is an organization; its policy is nil if it uses the instance's default.
type Organization struct {
	Org    Message[*org.Org]
	Policy *Message[*policy.LoginPolicy]
}

// Project is a project with its parts.
type Project struct {
	Organization string
	Project      Message[*project.Project]
	Roles        []Message[*project.Role]
	Apps         []Message[*app.App]
	Grants       []Message[*project.GrantedProject]
}

// User is a person or a service user.
type User struct {
	ID, Organization, Name string
	Machine                bool
	Role                   string // in its organization: ORG_OWNER or none
	Keys                   []Key
}

// Key is the public half of a service user's key, in PEM.
type Key struct {
	ID, Public string
	Expires    time.Time
}

// Data are all objects.
type Data struct {
	Next          uint64
	Organizations []*Organization
	Projects      []*Project
	Users         []*User
	UserGrants    []Message[*user.UserGrant]
}

// Store guards the objects. Its methods expect the lock, which a call holds from start to end.
type Store struct {
	sync.Mutex
	Data
	file string
}

// Open reads the file; a missing one is an empty instance.
func Open(file string) (*Store, error) {
	store := &Store{file: file}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return store, nil
	}
	if err != nil {
		return nil, err
	}
	return store, json.Unmarshal(text, &store.Data)
}

// Empty returns whether the instance has no organization.
func (s *Store) Empty() bool { return len(s.Organizations) == 0 }

// Save writes the file.
func (s *Store) Save() error {
	text, err := json.MarshalIndent(s.Data, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(s.file+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(s.file+".new", s.file)
}

// NewID returns an unused id.
func (s *Store) NewID() string {
	s.Next++
	return strconv.FormatUint(firstID+s.Next, 10)
}

// Details describes a change of an object of the organization.
func (s *Store) Details(organization string) *object.ObjectDetails {
	now := timestamppb.Now()
	return &object.ObjectDetails{Sequence: s.Next, CreationDate: now, ChangeDate: now, ResourceOwner: organization}
}

// Organization returns the organization, or nil.
func (s *Store) Organization(id string) *Organization {
	for _, one := range s.Organizations {
		if one.Org.Value.GetId() == id {
			return one
		}
	}
	return nil
}

// Project returns the project if the organization owns it, or nil.
func (s *Store) Project(organization, id string) *Project {
	for _, one := range s.Projects {
		if one.Project.Value.GetId() == id && one.Organization == organization {
			return one
		}
	}
	return nil
}

// User returns the user, or nil.
func (s *Store) User(id string) *User {
	for _, one := range s.Users {
		if one.ID == id {
			return one
		}
	}
	return nil
}

// Role returns the role of the project, or nil.
func (p *Project) Role(key string) *project.Role {
	for _, one := range p.Roles {
		if one.Value.GetKey() == key {
			return one.Value
		}
	}
	return nil
}

// App returns the application of the project, or nil.
func (p *Project) App(id string) *app.App {
	for _, one := range p.Apps {
		if one.Value.GetId() == id {
			return one.Value
		}
	}
	return nil
}
