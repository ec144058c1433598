//go:build !amd64

package encoder

func best() kernels { return plain }
