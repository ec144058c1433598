#include "textflag.h"

// Constants, eight times each.
#define C8(name, twice) \
	DATA name<>+0(SB)/8, $twice; DATA name<>+8(SB)/8, $twice; DATA name<>+16(SB)/8, $twice; DATA name<>+24(SB)/8, $twice; \
	GLOBL name<>(SB), RODATA|NOPTR, $32

C8(lowest, 0xc2ae0000c2ae0000)
C8(log2e, 0x3fb8aa3b3fb8aa3b)
C8(ln2, 0x3f3172183f317218)
C8(e6, 0x3950696739506967)
C8(e5, 0x3ab743ce3ab743ce)
C8(e4, 0x3c0889083c088908)
C8(e3, 0x3d2aa9c13d2aa9c1)
C8(e2, 0x3e2aaaaa3e2aaaaa)
C8(tiny, 0x2b8cbccc2b8cbccc)
C8(half, 0x3f0000003f000000)
C8(one, 0x3f8000003f800000)
C8(root, 0x3f3504f33f3504f3)
C8(erfp, 0x3ea7ba053ea7ba05)
C8(a5, 0x3f87dc223f87dc22)
C8(a4, 0xbfba00e3bfba00e3)
C8(a3, 0x3fb5f0e33fb5f0e3)
C8(a2, 0xbe91a98ebe91a98e)
C8(a1, 0x3e8279063e827906)
C8(magnitude, 0x7fffffff7fffffff)
C8(sign, 0x8000000080000000)

// Four groups of 4 inputs of one row, in Y8 to Y11: acc += x·w for 8 outputs. The sums of the groups' products fit into
// 16 bits: see weights.go.
#define PANEL8(w, acc) \
	VPMADDUBSW w(DI), Y8, Y12; \
	VPMADDUBSW (w+64)(DI), Y9, Y13; \
	VPADDW Y13, Y12, Y12; \
	VPMADDUBSW (w+128)(DI), Y10, Y13; \
	VPMADDUBSW (w+192)(DI), Y11, Y14; \
	VPADDW Y14, Y13, Y13; \
	VPADDW Y13, Y12, Y12; \
	VPMADDWD Y15, Y12, Y12; \
	VPADDD Y12, acc, acc

#define ROW(at0, at1, at2, at3, acc0, acc1) \
	VPBROADCASTD at0, Y8; \
	VPBROADCASTD at1, Y9; \
	VPBROADCASTD at2, Y10; \
	VPBROADCASTD at3, Y11; \
	PANEL8(0, acc0); \
	PANEL8(32, acc1)

// Sums and zero points are whole numbers below 2^24: the fused step rounds once, as a whole difference would be.
#define STORE8(at, acc0, acc1) \
	VBROADCASTSS at(R10), Y14; \
	VPBROADCASTD at(R13), Y13; \
	VCVTDQ2PS Y13, Y13; \
	VCVTDQ2PS acc0, acc0; \
	VCVTDQ2PS acc1, acc1; \
	VFNMADD231PS Y12, Y13, acc0; \
	VFNMADD231PS Y15, Y13, acc1; \
	VMULPS Y8, acc0, acc0; \
	VMULPS Y9, acc1, acc1; \
	VMULPS Y14, acc0, acc0; \
	VMULPS Y14, acc1, acc1; \
	VADDPS Y10, acc0, acc0; \
	VADDPS Y11, acc1, acc1; \
	VMOVUPS acc0, (DX); \
	VMOVUPS acc1, 32(DX); \
	ADDQ R12, DX

// func product4AVX2(k int, x *uint8, w *int8, sums, zero *int32, scale, bias, rowScale, y *float32, stride int)
//
// k is a multiple of 16.
TEXT ·product4AVX2(SB), NOSPLIT, $0-80
	MOVQ k+0(FP), R8
	MOVQ x+8(FP), SI
	MOVQ w+16(FP), DI
	LEAQ (R8)(R8*2), R9
	MOVQ R8, CX
	SHRQ $4, CX
	VPCMPEQW Y15, Y15, Y15
	VPSRLW $15, Y15, Y15
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7

product:
	ROW((SI), 4(SI), 8(SI), 12(SI), Y0, Y1)
	ROW((SI)(R8*1), 4(SI)(R8*1), 8(SI)(R8*1), 12(SI)(R8*1), Y2, Y3)
	ROW((SI)(R8*2), 4(SI)(R8*2), 8(SI)(R8*2), 12(SI)(R8*2), Y4, Y5)
	ROW((SI)(R9*1), 4(SI)(R9*1), 8(SI)(R9*1), 12(SI)(R9*1), Y6, Y7)
	ADDQ $16, SI
	ADDQ $256, DI
	DECQ CX
	JNZ product

	MOVQ sums+24(FP), R11
	MOVQ zero+32(FP), R13
	MOVQ scale+40(FP), AX
	MOVQ bias+48(FP), BX
	MOVQ rowScale+56(FP), R10
	MOVQ y+64(FP), DX
	MOVQ stride+72(FP), R12
	SHLQ $2, R12
	VMOVUPS (AX), Y8
	VMOVUPS 32(AX), Y9
	VMOVUPS (BX), Y10
	VMOVUPS 32(BX), Y11
	VCVTDQ2PS (R11), Y12
	VCVTDQ2PS 32(R11), Y15
	STORE8(0, Y0, Y1)
	STORE8(4, Y2, Y3)
	STORE8(8, Y4, Y5)
	STORE8(12, Y6, Y7)
	VZEROUPPER
	RET

#define ROWF(at, acc0, acc1) \
	VBROADCASTSS at, Y10; \
	VFMADD231PS Y8, Y10, acc0; \
	VFMADD231PS Y9, Y10, acc1

#define STOREF(acc0, acc1) \
	VMOVUPS acc0, (DX); \
	VMOVUPS acc1, 32(DX); \
	ADDQ R12, DX

// func floats4AVX2(k, panels int, x *float32, xStride int, w *float32, y *float32, yStride int)
TEXT ·floats4AVX2(SB), NOSPLIT, $0-56
	MOVQ panels+8(FP), BX
	MOVQ xStride+24(FP), R8
	MOVQ w+32(FP), DI
	MOVQ y+40(FP), AX
	MOVQ yStride+48(FP), R12
	SHLQ $2, R8
	SHLQ $2, R12
	LEAQ (R8)(R8*2), R9

panel:
	MOVQ k+0(FP), CX
	MOVQ x+16(FP), SI
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7

floats:
	VMOVUPS (DI), Y8
	VMOVUPS 32(DI), Y9
	ROWF((SI), Y0, Y1)
	ROWF((SI)(R8*1), Y2, Y3)
	ROWF((SI)(R8*2), Y4, Y5)
	ROWF((SI)(R9*1), Y6, Y7)
	ADDQ $4, SI
	ADDQ $64, DI
	DECQ CX
	JNZ floats

	MOVQ AX, DX
	STOREF(Y0, Y1)
	STOREF(Y2, Y3)
	STOREF(Y4, Y5)
	STOREF(Y6, Y7)
	ADDQ $64, AX
	DECQ BX
	JNZ panel
	VZEROUPPER
	RET

// Folds the 8 values of Y0 into the low one of X0.
#define FOLD(op) \
	VEXTRACTF128 $1, Y0, X1; \
	op X1, X0, X0; \
	VPSHUFD $0x4e, X0, X1; \
	op X1, X0, X0; \
	VPSHUFD $0xb1, X0, X1; \
	op X1, X0, X0

// func rangeAVX2(x *float32, n int) (least, most float32)
TEXT ·rangeAVX2(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX
	VXORPS Y0, Y0, Y0
	VXORPS Y3, Y3, Y3

range:
	VMOVUPS (SI), Y2
	VMINPS Y2, Y0, Y0
	VMAXPS Y2, Y3, Y3
	ADDQ $32, SI
	SUBQ $8, CX
	JNZ range

	FOLD(VMINPS)
	VMOVSS X0, least+16(FP)
	VMOVAPS Y3, Y0
	FOLD(VMAXPS)
	VMOVSS X0, most+20(FP)
	VZEROUPPER
	RET

// func quantiseAVX2(x *float32, q *uint8, n int, by float32, zero int32)
TEXT ·quantiseAVX2(SB), NOSPLIT, $0-32
	MOVQ x+0(FP), SI
	MOVQ q+8(FP), DI
	MOVQ n+16(FP), CX
	VBROADCASTSS by+24(FP), Y15
	MOVL zero+28(FP), AX
	VMOVD AX, X14
	VPBROADCASTD X14, Y14

quantise:
	VMOVUPS (SI), Y0
	VMULPS Y15, Y0, Y0
	VCVTPS2DQ Y0, Y0
	VPADDD Y14, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSDW X1, X0, X0
	VPACKUSWB X0, X0, X0
	VMOVQ X0, (DI)
	ADDQ $32, SI
	ADDQ $8, DI
	SUBQ $8, CX
	JNZ quantise

	VZEROUPPER
	RET

// Y0 = exp(Y0), with Y1, Y2, Y4 as room; the polynomial is that of the Cephes library's expf.
#define EXP \
	VMAXPS lowest<>(SB), Y0, Y0; \
	VMULPS log2e<>(SB), Y0, Y1; \
	VROUNDPS $0, Y1, Y1; \
	VFNMADD231PS ln2<>(SB), Y1, Y0; \
	VMOVUPS e6<>(SB), Y2; \
	VFMADD213PS e5<>(SB), Y0, Y2; \
	VFMADD213PS e4<>(SB), Y0, Y2; \
	VFMADD213PS e3<>(SB), Y0, Y2; \
	VFMADD213PS e2<>(SB), Y0, Y2; \
	VFMADD213PS half<>(SB), Y0, Y2; \
	VMULPS Y0, Y0, Y4; \
	VFMADD213PS Y0, Y4, Y2; \
	VADDPS one<>(SB), Y2, Y2; \
	VCVTPS2DQ Y1, Y1; \
	VPSLLD $23, Y1, Y1; \
	VPADDD Y1, Y2, Y0

// func expAVX2(x *float32, n int, by float32) float32
TEXT ·expAVX2(SB), NOSPLIT, $0-28
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX
	VBROADCASTSS by+16(FP), Y15
	MOVQ SI, DI
	MOVQ CX, DX
	VMOVUPS (SI), Y0

highest:
	VMAXPS (DI), Y0, Y0
	ADDQ $32, DI
	SUBQ $8, DX
	JNZ highest

	FOLD(VMAXPS)
	VBROADCASTSS X0, Y14
	VXORPS Y13, Y13, Y13

exps:
	VMOVUPS (SI), Y0
	VSUBPS Y14, Y0, Y0
	VMULPS Y15, Y0, Y0
	EXP
	VMOVUPS Y0, (SI)
	VADDPS Y0, Y13, Y13
	ADDQ $32, SI
	SUBQ $8, CX
	JNZ exps

	VMOVAPS Y13, Y0
	FOLD(VADDPS)
	VMOVSS X0, ret+24(FP)
	VZEROUPPER
	RET

// func scaleAVX2(x *float32, n int, by float32)
TEXT ·scaleAVX2(SB), NOSPLIT, $0-20
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX
	VBROADCASTSS by+16(FP), Y15

scale:
	VMULPS (SI), Y15, Y0
	VMOVUPS Y0, (SI)
	ADDQ $32, SI
	SUBQ $8, CX
	JNZ scale

	VZEROUPPER
	RET

// func geluAVX2(x *float32, n int)
//
// erf is formula 7.1.26 of Abramowitz and Stegun; its error is below 1.5e-7.
TEXT ·geluAVX2(SB), NOSPLIT, $0-16
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX

gelu:
	VMOVUPS (SI), Y5
	VANDPS magnitude<>(SB), Y5, Y6
	VMULPS root<>(SB), Y6, Y6
	VMULPS Y6, Y6, Y0
	VXORPS sign<>(SB), Y0, Y0
	EXP
	VMOVUPS one<>(SB), Y9
	VMOVAPS Y9, Y7
	VFMADD231PS erfp<>(SB), Y6, Y7
	VDIVPS Y7, Y9, Y7
	VMOVUPS a5<>(SB), Y8
	VFMADD213PS a4<>(SB), Y7, Y8
	VFMADD213PS a3<>(SB), Y7, Y8
	VFMADD213PS a2<>(SB), Y7, Y8
	VFMADD213PS a1<>(SB), Y7, Y8
	VMULPS Y7, Y8, Y8
	VFNMADD213PS Y9, Y0, Y8
	VANDPS sign<>(SB), Y5, Y7
	VORPS Y7, Y8, Y8
	VADDPS Y9, Y8, Y8
	VMULPS half<>(SB), Y5, Y5
	VMULPS Y5, Y8, Y8
	VMOVUPS Y8, (SI)
	ADDQ $32, SI
	SUBQ $8, CX
	JNZ gelu

	VZEROUPPER
	RET

// func dotAVX2(x, y *float32, n int) float32
TEXT ·dotAVX2(SB), NOSPLIT, $0-28
	MOVQ x+0(FP), SI
	MOVQ y+8(FP), DI
	MOVQ n+16(FP), CX
	VXORPS Y0, Y0, Y0
	VXORPS Y3, Y3, Y3

dot:
	VMOVUPS (SI), Y2
	VFMADD231PS (DI), Y2, Y0
	SUBQ $8, CX
	JZ dotted
	VMOVUPS 32(SI), Y2
	VFMADD231PS 32(DI), Y2, Y3
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $8, CX
	JNZ dot

dotted:
	VADDPS Y3, Y0, Y0
	FOLD(VADDPS)
	VMOVSS X0, ret+24(FP)
	VZEROUPPER
	RET

// func addNormAVX2(x, y, weight, bias *float32, n int)
TEXT ·addNormAVX2(SB), NOSPLIT, $0-40
	MOVQ x+0(FP), SI
	MOVQ y+8(FP), DI
	MOVQ n+32(FP), CX
	MOVQ SI, R8
	MOVQ CX, DX
	VCVTSI2SSQ CX, X12, X12
	VXORPS Y0, Y0, Y0

sum:
	VMOVUPS (R8), Y2
	VADDPS (DI), Y2, Y2
	VMOVUPS Y2, (R8)
	VADDPS Y2, Y0, Y0
	ADDQ $32, R8
	ADDQ $32, DI
	SUBQ $8, DX
	JNZ sum

	FOLD(VADDPS)
	VDIVSS X12, X0, X0
	VBROADCASTSS X0, Y14
	VXORPS Y0, Y0, Y0
	MOVQ SI, R8
	MOVQ CX, DX

squares:
	VMOVUPS (R8), Y2
	VSUBPS Y14, Y2, Y2
	VFMADD231PS Y2, Y2, Y0
	ADDQ $32, R8
	SUBQ $8, DX
	JNZ squares

	FOLD(VADDPS)
	VDIVSS X12, X0, X0
	VADDSS tiny<>(SB), X0, X0
	VSQRTSS X0, X0, X0
	VMOVSS one<>(SB), X1
	VDIVSS X0, X1, X0
	VBROADCASTSS X0, Y15
	MOVQ weight+16(FP), R9
	MOVQ bias+24(FP), R10

normed:
	VMOVUPS (SI), Y2
	VSUBPS Y14, Y2, Y2
	VMULPS Y15, Y2, Y2
	VMULPS (R9), Y2, Y2
	VADDPS (R10), Y2, Y2
	VMOVUPS Y2, (SI)
	ADDQ $32, SI
	ADDQ $32, R9
	ADDQ $32, R10
	SUBQ $8, CX
	JNZ normed

	VZEROUPPER
	RET

// One group of 4 inputs of 4 rows: one ZMM of weights holds a panel's 16 outputs.
#define GROUP(at, off, acc0, acc1, acc2, acc3) \
	VMOVDQU32 at(DI), Z16; \
	VPBROADCASTD off(SI), Z17; \
	VPBROADCASTD off(SI)(R8*1), Z18; \
	VPBROADCASTD off(SI)(R8*2), Z19; \
	VPBROADCASTD off(SI)(R9*1), Z20; \
	VPDPBUSD Z16, Z17, acc0; \
	VPDPBUSD Z16, Z18, acc1; \
	VPDPBUSD Z16, Z19, acc2; \
	VPDPBUSD Z16, Z20, acc3

#define STORE16(at, acc, other) \
	VPADDD other, acc, acc; \
	VPBROADCASTD at(R13), Z24; \
	VPMULLD Z21, Z24, Z24; \
	VPSUBD Z24, acc, acc; \
	VCVTDQ2PS acc, acc; \
	VMULPS Z22, acc, acc; \
	VBROADCASTSS at(R10), Z24; \
	VMULPS Z24, acc, acc; \
	VADDPS Z23, acc, acc; \
	VMOVUPS acc, (DX); \
	ADDQ R12, DX

// func product4VNNI(k int, x *uint8, w *int8, sums, zero *int32, scale, bias, rowScale, y *float32, stride int)
//
// k is a multiple of 8.
TEXT ·product4VNNI(SB), NOSPLIT, $0-80
	MOVQ k+0(FP), R8
	MOVQ x+8(FP), SI
	MOVQ w+16(FP), DI
	LEAQ (R8)(R8*2), R9
	MOVQ R8, CX
	SHRQ $3, CX
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPXORD Z6, Z6, Z6
	VPXORD Z7, Z7, Z7

vnni:
	GROUP(0, 0, Z0, Z1, Z2, Z3)
	GROUP(64, 4, Z4, Z5, Z6, Z7)
	ADDQ $8, SI
	ADDQ $128, DI
	DECQ CX
	JNZ vnni

	MOVQ sums+24(FP), R11
	MOVQ zero+32(FP), R13
	MOVQ scale+40(FP), AX
	MOVQ bias+48(FP), BX
	MOVQ rowScale+56(FP), R10
	MOVQ y+64(FP), DX
	MOVQ stride+72(FP), R12
	SHLQ $2, R12
	VMOVDQU32 (R11), Z21
	VMOVUPS (AX), Z22
	VMOVUPS (BX), Z23
	STORE16(0, Z0, Z4)
	STORE16(4, Z1, Z5)
	STORE16(8, Z2, Z6)
	STORE16(12, Z3, Z7)
	VZEROUPPER
	RET
