package encoder

import (
	_ "embed"
	"sync"
)

//go:embed network.bin
var embedded []byte

// Default returns the network that is part of the program.
var Default = sync.OnceValue(func() *Network {
	n, err := with(best(), embedded)
	if err != nil {
		panic("the program's own weight file: " + err.Error()) // a test reads it, and checks all of it
	}
	return n
})
