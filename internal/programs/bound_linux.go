package programs

import (
	"syscall"
	"time"
)

// bound has the system end a program that takes more memory or time of the processor than it may,
// and lets others go first.
func bound(b Bounds) {
	for resource, most := range map[int]uint64{
		syscall.RLIMIT_DATA: uint64(b.Memory),
		syscall.RLIMIT_CPU:  uint64((b.Time+2*time.Second)/time.Second) + 1,
		syscall.RLIMIT_CORE: 0,
	} {
		_ = syscall.Setrlimit(resource, &syscall.Rlimit{Cur: most, Max: most}) // where it is refused, the looks remain
	}
	_ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, 10)
}
