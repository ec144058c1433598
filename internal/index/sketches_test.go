package index

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"
)

// TestSketchesAtSize: what it costs to look for copies does not grow with the articles.
// QUOTEGRAPH_SKETCHES says how many there are (a million takes minutes).
func TestSketchesAtSize(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	most, err := strconv.Atoi(os.Getenv("QUOTEGRAPH_SKETCHES"))
	if err != nil {
		most = 20_000
	}
	_, x := open(t)
	ctx := context.Background()
	r := rand.New(rand.NewPCG(1, 2))
	const values, batch = 24, 1000
	var took []time.Duration
	for n := 0; n < most; n += batch {
		err := x.transaction(ctx, func(tx *sql.Tx) error {
			w := x.writer(ctx, tx)
			for i := range batch {
				sketch := make([]int64, values)
				for k := range sketch {
					sketch[k] = r.Int64() >> 4 // least values: they lie near one another
				}
				w.sketch(sketch, int64(1_000_000+n+i))
			}
			return w.many("insert into sketch(value, article)", 2, w.sketches)
		})
		if err != nil {
			t.Fatal(err)
		}
		if n+batch == most/10 || n+batch == most {
			began := time.Now()
			const asked = 500
			for range asked {
				sketch := make([]int64, values)
				for k := range sketch {
					sketch[k] = r.Int64() >> 4
				}
				if _, err := x.Alike(ctx, sketch, 2, 8); err != nil {
					t.Fatal(err)
				}
			}
			took = append(took, time.Since(began)/asked)
		}
	}
	t.Logf("%d articles: %v a look-up with a tenth of them, %v with all", most, took[0], took[1])
	if took[1] > 4*took[0]+time.Millisecond {
		t.Errorf("a look-up takes %v with %d articles, %v with a tenth", took[1], most, took[0])
	}
}
