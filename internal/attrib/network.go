package attrib

import (
	"quotegraph/internal/encoder"
	"quotegraph/internal/model"
)

// Network finds statements by the scores of an encoder's heads.
type Network struct{ Encoder *encoder.Network }

// Find implements Finder.
func (n Network) Find(d *model.Document) []*model.Statement {
	words, tokens := encoder.Words(d)
	if len(words) == 0 {
		return nil
	}
	return newReading(d, n.Encoder.Read(words), tokens).statements()
}
